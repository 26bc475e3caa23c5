using System.Buffers;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Protocol;

namespace Hotlink.Gateway.Connections;

/// <summary>Encodes messages into pooled frames.</summary>
internal sealed class FrameBuilder : IBufferWriter<byte>
{
    private readonly FramePool _pool;
    private Frame _frame;

    private FrameBuilder(FramePool pool, int sizeHint) => (_pool, _frame) = (pool, pool.Rent(sizeHint));

    /// <summary>Encodes a message. The caller owns the frame; it may be larger than a peer takes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The message doesn't fit into any frame (16 MiB).</exception>
    public static Frame Encode(FramePool pool, WireEncoding encoding, in WireMessage message, int sizeHint = 512)
    {
        var builder = new FrameBuilder(pool, sizeHint);
        try
        {
            MessageWriter.Write(builder, encoding, message);
        }
        catch
        {
            builder._frame.Release();
            throw;
        }

        builder._frame.Format = encoding == WireEncoding.Json ? FrameFormat.JsonText : FrameFormat.MsgPackBinary;
        return builder._frame;
    }

    public void Advance(int count) => _frame.Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        var needed = _frame.Length + Math.Max(sizeHint, 1);
        if (needed > _frame.Capacity)
        {
            var larger = _pool.Rent(needed);
            _frame.Span.CopyTo(larger.Buffer.Span);
            larger.Length = _frame.Length;
            _frame.Release();
            _frame = larger;
        }

        return _frame.Buffer[_frame.Length..];
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
