namespace Hotlink.Client.Streams;

/// <summary>For how long a sender has had bytes and no credit. Pure. Not thread-safe.</summary>
internal struct CreditClock
{
    private TimeSpan? _since;
    private TimeSpan _total;

    /// <summary>Notes whether it has bytes and no credit from now on.</summary>
    public void Note(bool isBlocked, TimeSpan now)
    {
        if (isBlocked)
        {
            _since ??= now;
        }
        else if (_since is { } since)
        {
            _total += now - since;
            _since = null;
        }
    }

    /// <summary>Forgets a wait that has not ended.</summary>
    public void Drop() => _since = null;

    /// <summary>For how long in all.</summary>
    public readonly TimeSpan Total(TimeSpan now) => _total + (_since is { } since ? now - since : TimeSpan.Zero);
}
