using System.Buffers.Text;
using Hotlink.Load.Frames;
using Hotlink.Load.Measuring;
using Hotlink.Protocol;

namespace Hotlink.Load.Sessions;

/// <summary>The receiving end of a stream at one reader: checks every byte, and counts. Used by one reading loop; others may look at its counts.</summary>
internal sealed class Inflow(SessionName name, byte[] path, PayloadPattern pattern)
{
    private byte[]? _decoded;
    private long _received;
    private long _corrupt;

    /// <summary>What came twice or late.</summary>
    public SequenceTracker Sequence { get; } = new();

    /// <summary>How many sound messages came, those that came again left out.</summary>
    public long Received => Volatile.Read(ref _received);

    /// <summary>How many messages came damaged.</summary>
    public long Corrupt => Volatile.Read(ref _corrupt);

    /// <summary>Takes a message.</summary>
    /// <param name="frame">Where things are in it.</param>
    /// <param name="message">The message.</param>
    /// <param name="payload">What its payload says of itself.</param>
    /// <returns>Whether it is sound and new.</returns>
    public bool TryTake(in FrameHeader frame, ReadOnlySpan<byte> message, out PayloadHeader payload)
    {
        if (!TryDecode(frame, message, out var bytes) || !PayloadHeader.TryRead(bytes, out payload)
            || !Fits(payload, frame, message, bytes.Length) || !bytes[PayloadHeader.Size..].SequenceEqual(pattern.After(payload)))
        {
            payload = default;
            Volatile.Write(ref _corrupt, _corrupt + 1);
            return false;
        }

        if (!Sequence.Take(payload.Seq))
        {
            return false;
        }

        Volatile.Write(ref _received, _received + 1);
        return true;
    }

    private bool Fits(in PayloadHeader payload, in FrameHeader frame, ReadOnlySpan<byte> message, int length) =>
        payload.Run == name.Run && payload.Slot == name.Slot && payload.Seq == frame.Seq && payload.Length == length
        && length == pattern.PayloadLength && message[frame.Path].SequenceEqual(path);

    private bool TryDecode(in FrameHeader frame, ReadOnlySpan<byte> message, out ReadOnlySpan<byte> bytes)
    {
        bytes = message[frame.Payload];
        if (frame.Encoding == WireEncoding.MsgPack)
        {
            return true;
        }

        _decoded ??= new byte[pattern.PayloadChars];
        if (bytes.Length != pattern.PayloadChars
            || Base64.DecodeFromUtf8(bytes, _decoded, out _, out var written) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        bytes = _decoded.AsSpan(0, written);
        return true;
    }
}
