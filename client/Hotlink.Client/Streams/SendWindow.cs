namespace Hotlink.Client.Streams;

/// <summary>
/// The bytes that a sender keeps, and the frames that it has cut out of them: [Floor, Next) is under way, [Next, End) waits. Never more
/// than the window. Not thread-safe.
/// </summary>
internal sealed class SendWindow(HotlinkFraming framing, int windowBytes, int chunkBytes)
{
    /// <summary>The most frames under way.</summary>
    public const int MaxFrames = 16_384;

    private readonly ByteQueue _bytes = new();
    private readonly SentFrames _frames = new(MaxFrames);
    private readonly Queue<long> _due = new();

    /// <summary>The lowest offset that can still be sent.</summary>
    public long Floor => _bytes.Start;

    /// <summary>The offset of the next new frame.</summary>
    public long Next { get; private set; }

    /// <summary>The offset behind all that was taken.</summary>
    public long End => _bytes.End;

    /// <summary>The highest offset that was ever handed over.</summary>
    public long Sent { get; private set; }

    /// <summary>The number of the last frame, 0 before the first.</summary>
    public long LastSeq => _frames.Next - 1;

    /// <summary>How many bytes still fit.</summary>
    public int Free => windowBytes - _bytes.Length;

    /// <summary>Whether a frame waits to be sent again.</summary>
    public bool HasDue => _due.Count > 0;

    /// <summary>Takes as many bytes as fit.</summary>
    public int Write(ReadOnlySpan<byte> bytes)
    {
        var taken = Math.Min(bytes.Length, Free);
        _bytes.Append(bytes[..taken]);
        return taken;
    }

    /// <summary>Takes a message, all of it or nothing.</summary>
    public bool TryWrite(ReadOnlySpan<byte> path, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> payload)
    {
        var record = new MessageRecord(path.Length, tag.Length, payload.Length, 0);
        if (record.Cost > Free)
        {
            return false;
        }

        Span<byte> head = stackalloc byte[MessageRecord.HeadBytes];
        record.Write(head);
        _bytes.Append(head);
        _bytes.Append(path);
        _bytes.Append(tag);
        _bytes.Append(payload);
        return true;
    }

    /// <summary>The cost of the next new frame where all that waits may go; 0 where nothing waits.</summary>
    public int NextCost() =>
        Next == End ? 0
        : framing == HotlinkFraming.Messages ? ReadRecord(Next).Cost
        : (int)Math.Min(End - Next, chunkBytes);

    /// <summary>Whether <see cref="TryCut"/> would find something.</summary>
    public bool CanCut(long limit) =>
        _due.Count > 0
        || (!_frames.IsFull && NextCost() is > 0 and var cost && Next + (framing == HotlinkFraming.Messages ? cost : 1) <= limit);

    /// <summary>Cuts the next frame: first what is to be repeated, then what is new and ends within the limit.</summary>
    public bool TryCut(long limit, TimeSpan now, out OutFrame frame)
    {
        while (_due.TryDequeue(out var seq))
        {
            if (_frames.Holds(seq) && _frames[seq].IsDue)
            {
                ref var again = ref _frames[seq];
                again = again with { IsDue = false, SentAt = now };
                frame = new(seq, again.Offset, again.Cost, true);
                return true;
            }
        }

        frame = default;
        var cost = NextCost();
        cost = framing == HotlinkFraming.Messages ? cost : (int)Math.Min(cost, Math.Max(0, limit - Next));
        if (cost == 0 || Next + cost > limit || _frames.IsFull)
        {
            return false;
        }

        frame = new(_frames.Add(new(Next, cost, now, false)), Next, cost, false);
        Next += cost;
        Sent = Math.Max(Sent, Next);
        return true;
    }

    /// <summary>The head of the message at an offset.</summary>
    public MessageRecord ReadRecord(long offset)
    {
        Span<byte> head = stackalloc byte[MessageRecord.HeadBytes];
        _bytes.CopyTo(offset, head);
        return MessageRecord.Read(head);
    }

    /// <summary>Copies bytes that are kept.</summary>
    public void CopyTo(long offset, Span<byte> target) => _bytes.CopyTo(offset, target);

    /// <summary>The bytes from an offset on, as far as they lie together.</summary>
    public ReadOnlySpan<byte> At(long offset) => _bytes.At(offset);

    /// <summary>Whether an acknowledgement can be true: frames up to <paramref name="seq"/> end at <paramref name="offset"/>.</summary>
    public bool IsPlausible(long seq, long offset) =>
        _frames.Holds(seq) ? _frames[seq].End == offset : seq < _frames.First && offset <= Floor;

    /// <summary>Lets go of what has arrived.</summary>
    public void Acknowledge(long seq, long offset)
    {
        _frames.FreeTo(seq);
        _bytes.DiscardTo(Math.Max(Floor, offset));
    }

    /// <summary>Lets go of what was handed over: nobody will acknowledge it.</summary>
    public void ForgetSent()
    {
        _frames.Restart(_frames.Next);
        _due.Clear();
        _bytes.DiscardTo(Next);
    }

    /// <summary>Has frames sent again that are kept and were sent last before a moment.</summary>
    public void Repeat(SeqRange range, TimeSpan sentBefore)
    {
        for (var seq = Math.Max(range.First, _frames.First); seq <= Math.Min(range.Last, LastSeq); seq++)
        {
            ref var frame = ref _frames[seq];
            if (!frame.IsDue && frame.SentAt < sentBefore)
            {
                frame.IsDue = true;
                _due.Enqueue(seq);
            }
        }
    }

    /// <summary>Whether a new session can begin at an offset: it is kept, and a frame begins there.</summary>
    public bool CanRestart(long offset)
    {
        if (offset < Floor || offset > Sent)
        {
            return false;
        }

        var at = Floor;
        while (framing == HotlinkFraming.Messages && at < offset)
        {
            at += ReadRecord(at).Cost;
        }

        return framing == HotlinkFraming.Bytes || at == offset;
    }

    /// <summary>Begins a new session at an offset: everything from there on is sent anew.</summary>
    public void Restart(long offset)
    {
        _bytes.DiscardTo(offset);
        _due.Clear();
        _frames.Restart(1);
        Next = offset;
    }

    /// <summary>Lets go of everything.</summary>
    public void Clear()
    {
        _due.Clear();
        _frames.Restart(_frames.Next);
        _bytes.DiscardTo(_bytes.End);
        Next = End;
    }
}
