namespace Hotlink.Gateway.Connections;

/// <summary>A token bucket: so many opens a second, with as many saved up. Used by one reader at a time.</summary>
internal sealed class OpenBudget(int perSecond, TimeProvider time)
{
    private double _tokens = perSecond;
    private long _last = time.GetTimestamp();

    /// <summary>Takes one open, if there is one left.</summary>
    public bool TryTake()
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(perSecond, _tokens + (time.GetElapsedTime(_last, now).TotalSeconds * perSecond));
        _last = now;
        if (_tokens < 1)
        {
            return false;
        }

        _tokens--;
        return true;
    }
}
