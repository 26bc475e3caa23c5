using Hotlink.Load.Measuring;

namespace Hotlink.Load.Workloads;

/// <summary>
/// Asks each pair so many times a second, whether answers come or not. Wakes up each millisecond, the finest that timers give; how late
/// that was is told beside the result. Questions carry the time at which they were asked, and pairs take turns within an interval.
/// </summary>
internal sealed class Pacer : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly IReadOnlyList<PingPong> _pairs;
    private readonly double _interval;
    private readonly long[] _next;
    private readonly Clock _clock;
    private readonly PeriodicTimer _timer;
    private readonly Task _work;

    /// <summary>Starts.</summary>
    public Pacer(IReadOnlyList<PingPong> pairs, double perSecond, Clock clock)
    {
        (_pairs, _clock) = (pairs, clock);
        _interval = 1e9 / perSecond;
        var now = clock.Now;
        _next = [.. pairs.Select((_, at) => clock.After(now, _interval * at / pairs.Count))];
        _timer = new PeriodicTimer(Tick, clock.Time);
        _work = RunAsync();
    }

    /// <summary>How late questions were asked.</summary>
    public LatencyHistogram Lateness { get; } = new();

    /// <summary>How many questions were left out because too many waited to be sent.</summary>
    public long Skipped { get; private set; }

    /// <summary>Asks nothing more.</summary>
    public void Stop() => _timer.Dispose();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _work;
    }

    private async Task RunAsync()
    {
        while (await _timer.WaitForNextTickAsync())
        {
            for (var at = 0; at < _pairs.Count; at++)
            {
                AskDue(at);
            }
        }
    }

    private void AskDue(int at)
    {
        for (var now = _clock.Now; _next[at] <= now; _next[at] = _clock.After(_next[at], _interval))
        {
            Lateness.Record(_clock.NanosecondsBetween(_next[at], now));
            if (!_pairs[at].Ask(now))
            {
                Skipped++;
            }
        }
    }
}
