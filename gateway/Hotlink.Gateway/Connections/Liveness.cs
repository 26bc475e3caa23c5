using System.Buffers.Binary;

namespace Hotlink.Gateway.Connections;

/// <summary>
/// Whether the peer is alive: it is asked every so often, and any byte from it is an answer. While the relay itself doesn't read from
/// the peer, or the peer takes nothing that is written, an answer can't be expected; then others decide. A peer that isn't read from gets
/// no answer to its own questions, and hears every so often that the relay lives. Times are since any fixed point.
/// </summary>
internal sealed class Liveness(TimeSpan interval, TimeSpan start)
{
    private TimeSpan _nextPing = start + interval;
    private TimeSpan _nextWord = start + interval;
    private TimeSpan? _askedAt;
    private long _heard;
    private int _asked;
    private int _answered;
    private int _workBefore;

    /// <summary>Whether the peer was asked and nothing of it has come since.</summary>
    public bool IsAwaited => _askedAt is not null && Volatile.Read(ref _heard) == 0;

    /// <summary>
    /// Whether the peer was given frames that it may not have read yet. Only an answer to a ping behind them tells that it has: what it
    /// sends of its own may come from another thread of it than the one that reads.
    /// </summary>
    public bool HasWork => Volatile.Read(ref _answered) < _workBefore;

    /// <summary>What the last ping carries, and its answer repeats: its number.</summary>
    public byte[] Question
    {
        get
        {
            var question = new byte[sizeof(int)];
            BinaryPrimitives.WriteInt32BigEndian(question, _asked);
            return question;
        }
    }

    /// <summary>A byte has come. May be called on any thread.</summary>
    public void Heard() => Volatile.Write(ref _heard, 1);

    /// <summary>A pong has come: everything before the ping that it repeats has been read. May be called on the thread that reads.</summary>
    public void Answered(ReadOnlyMemory<byte> answer)
    {
        if (answer.Length != sizeof(int))
        {
            return; // It answers nothing that was asked.
        }

        var number = BinaryPrimitives.ReadInt32BigEndian(answer.Span);
        if (number > _answered && number <= Volatile.Read(ref _asked))
        {
            Volatile.Write(ref _answered, number);
        }
    }

    /// <summary>Notes what has happened since the last time.</summary>
    /// <param name="wasGivenWork">Whether frames of sessions went to the peer.</param>
    public void Observe(bool wasGivenWork)
    {
        if (Interlocked.Exchange(ref _heard, 0) != 0)
        {
            _askedAt = null;
        }

        _workBefore = wasGivenWork ? _asked + 1 : _workBefore;
    }

    /// <summary>What is due.</summary>
    /// <param name="now">The time.</param>
    /// <param name="patience">How long the peer may take to answer.</param>
    /// <param name="isRead">Whether the relay reads from the peer.</param>
    /// <param name="isTaking">Whether the peer takes what is written.</param>
    public LivenessAction Check(TimeSpan now, TimeSpan patience, bool isRead, bool isTaking)
    {
        if (!isRead || !isTaking)
        {
            _askedAt = _askedAt is null ? null : now;
            return isTaking ? Reassure(now) : LivenessAction.None;
        }

        if (_askedAt + patience <= now)
        {
            return LivenessAction.GiveUp;
        }

        if (now < _nextPing)
        {
            return LivenessAction.None;
        }

        _nextPing = _nextWord = now + interval;
        _askedAt ??= now;
        Volatile.Write(ref _asked, _asked + 1);
        return LivenessAction.Ping;
    }

    private LivenessAction Reassure(TimeSpan now)
    {
        if (now < _nextWord)
        {
            return LivenessAction.None;
        }

        _nextWord = now + interval;
        return LivenessAction.Reassure;
    }
}
