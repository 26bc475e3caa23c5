namespace Hotlink.Client.Connection;

/// <summary>
/// Whether the relay is alive: it is asked every so often, and any byte from it is an answer. While nothing can be written or is read, a
/// question can't be asked or answered, and more time is given. Pure. Not thread-safe, but for <see cref="Heard"/>.
/// </summary>
internal sealed class KeepAliveClock(TimeSpan interval, TimeSpan timeout, TimeSpan start)
{
    private TimeSpan _askAt = start + interval;
    private TimeSpan? _answerBy;
    private int _heard;

    /// <summary>When <see cref="Check"/> has something to do.</summary>
    public TimeSpan Deadline => _answerBy < _askAt ? _answerBy.Value : _askAt;

    /// <summary>Something has come from the relay.</summary>
    public void Heard() => Volatile.Write(ref _heard, 1);

    /// <summary>What is due.</summary>
    /// <param name="now">The time.</param>
    /// <param name="isObstructed">Whether a ping can't be written, or an answer isn't read.</param>
    public KeepAliveAction Check(TimeSpan now, bool isObstructed)
    {
        if (Interlocked.Exchange(ref _heard, 0) != 0)
        {
            _answerBy = null;
        }

        if (_answerBy <= now)
        {
            return KeepAliveAction.GiveUp;
        }

        if (now < _askAt)
        {
            return KeepAliveAction.None;
        }

        _askAt = now + interval;
        _answerBy ??= now + timeout + (isObstructed ? interval : TimeSpan.Zero);
        return isObstructed ? KeepAliveAction.None : KeepAliveAction.Ping;
    }
}
