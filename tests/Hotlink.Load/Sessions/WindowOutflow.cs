using Hotlink.Load.Frames;
using Hotlink.Load.Measuring;

namespace Hotlink.Load.Sessions;

/// <summary>Keeps up to a window of messages on their way, counted by the slowest of its readers; or floods, with no window.</summary>
internal sealed class WindowOutflow(DataFrame frame, Clock clock, long window, int readers) : Outflow(frame, clock)
{
    /// <summary>The window of a flood.</summary>
    public const long NoWindow = long.MaxValue / 2;

    private readonly long[] _acknowledged = new long[readers];
    private long _forgiven;
    private long _limit;

    /// <summary>How many it may send in all. Starts at none.</summary>
    public long Limit
    {
        get => Volatile.Read(ref _limit);
        set => Volatile.Write(ref _limit, value);
    }

    /// <summary>Lets it send so many more.</summary>
    public void Allow(long count) => Interlocked.Add(ref _limit, count);

    /// <summary>A reader has got so many.</summary>
    /// <returns>Whether that says anything new.</returns>
    public bool Acknowledge(int reader, long count)
    {
        if ((uint)reader >= (uint)_acknowledged.Length || count <= Volatile.Read(ref _acknowledged[reader]))
        {
            return false;
        }

        Volatile.Write(ref _acknowledged[reader], count);
        return true;
    }

    /// <inheritdoc/>
    public override void Unstick() => Interlocked.Exchange(ref _forgiven, Sent - Slowest());

    /// <inheritdoc/>
    protected override bool MayWrite() =>
        Sent < Limit && (window >= NoWindow || Sent - Slowest() - Volatile.Read(ref _forgiven) < window);

    /// <inheritdoc/>
    protected override long NextStamp() => Clock.Now;

    private long Slowest()
    {
        var slowest = long.MaxValue;
        for (var reader = 0; reader < _acknowledged.Length; reader++)
        {
            slowest = Math.Min(slowest, Volatile.Read(ref _acknowledged[reader]));
        }

        return slowest;
    }
}
