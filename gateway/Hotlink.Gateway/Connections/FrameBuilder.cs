using System.Buffers;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Protocol;

namespace Hotlink.Gateway.Connections;

/// <summary>Encodes messages into pooled frames.</summary>
internal sealed class FrameBuilder : IBufferWriter<byte>
{
    private readonly FramePool _pool;
    private readonly int _maxBytes;
    private Frame _frame;
    private bool _isFull;

    private FrameBuilder(FramePool pool, int maxBytes, int sizeHint) => (_pool, _maxBytes, _frame) = (pool, maxBytes, pool.Rent(sizeHint));

    /// <summary>Encodes a message. The caller owns the frame.</summary>
    /// <param name="pool">Where the frame comes from.</param>
    /// <param name="encoding">How it is encoded.</param>
    /// <param name="message">The message.</param>
    /// <param name="maxBytes">How long the frame may be.</param>
    /// <param name="sizeHint">How long it is likely to be.</param>
    /// <returns><see langword="null"/> where it is longer: text may grow to six times its size when it is escaped.</returns>
    public static Frame? TryEncode(FramePool pool, WireEncoding encoding, in WireMessage message, int maxBytes, int sizeHint = 512)
    {
        var builder = new FrameBuilder(pool, maxBytes, Math.Min(sizeHint, maxBytes));
        try
        {
            MessageWriter.Write(builder, encoding, message);
        }
        catch (InvalidOperationException) when (builder._isFull)
        {
        }
        catch
        {
            builder._frame.Release();
            throw;
        }

        if (builder._isFull || builder._frame.Length > maxBytes)
        {
            builder._frame.Release();
            return null;
        }

        builder._frame.Format = encoding == WireEncoding.Json ? FrameFormat.JsonText : FrameFormat.MsgPackBinary;
        return builder._frame;
    }

    public void Advance(int count) => _frame.Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        var needed = (long)_frame.Length + Math.Max(sizeHint, 1);
        if (_frame.Length > _maxBytes || needed > FramePool.MaxCapacity)
        {
            _isFull = true;
            throw new InvalidOperationException("The message is longer than allowed.");
        }

        if (needed > _frame.Capacity)
        {
            var larger = _pool.Rent((int)needed);
            _frame.Span.CopyTo(larger.Buffer.Span);
            larger.Length = _frame.Length;
            _frame.Release();
            _frame = larger;
        }

        return _frame.Buffer[_frame.Length..];
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
