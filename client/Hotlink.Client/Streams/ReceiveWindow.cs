using System.Buffers;
using System.Text;

namespace Hotlink.Client.Streams;

/// <summary>
/// What a receiver holds: bytes in order for its application, and frames that came early. Knows offsets and costs, nothing of sessions.
/// Not thread-safe.
/// </summary>
internal sealed class ReceiveWindow(int maxAhead)
{
    private const int PieceBytes = 64 * 1024;
    private readonly ByteQueue _bytes = new();
    private readonly ReorderBuffer _early = new(maxAhead);
    private int _payloadLeft;

    /// <summary>What the stream carries.</summary>
    public HotlinkFraming Framing { get; set; }

    /// <summary>The offset behind what has come in order.</summary>
    public long Received => _bytes.End;

    /// <summary>The offset up to which the application has read.</summary>
    public long Read => _bytes.Start;

    /// <summary>Bytes that are held.</summary>
    public int Held => _bytes.Length + _early.Bytes;

    /// <summary>Bytes that the application can read.</summary>
    public int Readable => _bytes.Length;

    /// <summary>Whether frames wait for one that has not come.</summary>
    public bool HasGap => _early.Count > 0;

    /// <summary>All frames up to this number have come.</summary>
    public long LastSeq => _early.Next - 1;

    /// <summary>The highest number seen.</summary>
    public long HighSeq => _early.High;

    /// <summary>Where a frame belongs.</summary>
    public FramePlace PlaceOf(long seq) => _early.PlaceOf(seq);

    /// <summary>How far a frame advances the offset.</summary>
    public int CostOf(ReadOnlySpan<byte> path, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> payload) =>
        Framing == HotlinkFraming.Bytes || payload.IsEmpty ? payload.Length : new MessageRecord(path.Length, tag.Length, payload.Length, 0).Cost;

    /// <summary>Takes the next frame, and those that waited for it.</summary>
    public void Deliver(long seq, ReadOnlySpan<byte> path, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> payload)
    {
        _early.Pass();
        if (Framing == HotlinkFraming.Messages && !payload.IsEmpty)
        {
            Span<byte> head = stackalloc byte[MessageRecord.HeadBytes];
            new MessageRecord(path.Length, tag.Length, payload.Length, seq).Write(head);
            _bytes.Append(head);
            _bytes.Append(path);
            _bytes.Append(tag);
        }

        _bytes.Append(payload);
        DeliverHeld();
    }

    /// <summary>Holds a frame that came early.</summary>
    public void Hold(long seq, ReadOnlySpan<byte> path, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> payload)
    {
        var record = new MessageRecord(path.Length, tag.Length, payload.Length, seq);
        var head = Framing == HotlinkFraming.Bytes || payload.IsEmpty ? 0 : record.Cost - payload.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(1, head + payload.Length));
        if (head > 0)
        {
            record.Write(buffer.AsSpan(0, MessageRecord.HeadBytes));
            path.CopyTo(buffer.AsSpan(MessageRecord.HeadBytes));
            tag.CopyTo(buffer.AsSpan(MessageRecord.HeadBytes + path.Length));
        }

        payload.CopyTo(buffer.AsSpan(head));
        _early.Hold(seq, new(buffer, head + payload.Length));
    }

    /// <summary>Delivers what was held and is next.</summary>
    public void DeliverHeld()
    {
        while (_early.TryTakeNext(out var frame))
        {
            _bytes.Append(frame.Bytes);
            ArrayPool<byte>.Shared.Return(frame.Buffer!);
        }
    }

    /// <summary>The frames that are missing.</summary>
    public SeqRange[] Missing(int maxRanges) => _early.Missing(maxRanges);

    /// <summary>A new session: its frames are numbered from 1.</summary>
    public void Restart() => _early.Restart();

    /// <summary>Lets go of what the application could read. What has come stays counted: a sender may still ask.</summary>
    public void Clear() => _bytes.DiscardTo(_bytes.End);

    /// <summary>Reads payload bytes in order.</summary>
    /// <returns>How many; 0 where there are none.</returns>
    public int ReadBytes(Span<byte> target)
    {
        var total = 0;
        while (!target.IsEmpty && Readable > 0)
        {
            var taken = Math.Min(target.Length, EnterPayload());
            _bytes.CopyTo(_bytes.Start, target[..taken]);
            Consume(taken);
            total += taken;
            target = target[taken..];
        }

        return total;
    }

    /// <summary>Reads the next message, or a piece of a byte stream; null where there is none.</summary>
    public HotlinkMessage? ReadMessage()
    {
        if (Readable == 0)
        {
            return null;
        }

        if (Framing == HotlinkFraming.Bytes || _payloadLeft > 0)
        {
            return new("", TakePayload(Math.Min(EnterPayload(), Framing == HotlinkFraming.Bytes ? PieceBytes : int.MaxValue)));
        }

        var record = PeekRecord();
        var path = PeekText(MessageRecord.HeadBytes, record.PathLength);
        var tag = PeekText(MessageRecord.HeadBytes + record.PathLength, record.TagLength);
        return new(path, TakePayload(EnterPayload()), tag, record.Seq);
    }

    private byte[] TakePayload(int length)
    {
        var payload = GC.AllocateUninitializedArray<byte>(length);
        _bytes.CopyTo(_bytes.Start, payload);
        Consume(length);
        return payload;
    }

    // Steps over a record's head; what is left of the payload can be read.
    private int EnterPayload()
    {
        if (Framing == HotlinkFraming.Bytes)
        {
            return Readable;
        }

        if (_payloadLeft == 0)
        {
            var record = PeekRecord();
            _bytes.DiscardTo(_bytes.Start + record.Cost - record.PayloadLength);
            _payloadLeft = record.PayloadLength;
        }

        return _payloadLeft;
    }

    private void Consume(int bytes)
    {
        _bytes.DiscardTo(_bytes.Start + bytes);
        _payloadLeft -= Framing == HotlinkFraming.Messages ? bytes : 0;
    }

    private MessageRecord PeekRecord()
    {
        Span<byte> head = stackalloc byte[MessageRecord.HeadBytes];
        _bytes.CopyTo(_bytes.Start, head);
        return MessageRecord.Read(head);
    }

    private string PeekText(int at, int length)
    {
        var text = new byte[length];
        _bytes.CopyTo(_bytes.Start + at, text);
        return Encoding.UTF8.GetString(text);
    }
}
