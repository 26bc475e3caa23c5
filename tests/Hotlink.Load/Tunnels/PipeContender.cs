using Hotlink.Load.Measuring;

namespace Hotlink.Load.Tunnels;

/// <summary>A route between two TCP sockets: first round trips, then as many bytes as go through one way.</summary>
internal sealed class PipeContender(IRoute route, bool isOurs = false) : IContender
{
    /// <inheritdoc/>
    public string Name => route.Name;

    /// <inheritdoc/>
    public bool IsOurs => isOurs;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => route.StartAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<RouteFigures> MeasureAsync(TunnelSettings settings, Clock clock, CancellationToken cancellationToken)
    {
        LatencyHistogram latency;
        using (var ends = await OpenAsync(cancellationToken))
        {
            latency = await PipeLatency.MeasureAsync(ends, settings.PayloadBytes, settings.Warmup, settings.Duration, clock);
        }

        cancellationToken.ThrowIfCancellationRequested();
        using (var ends = await OpenAsync(cancellationToken))
        {
            var before = ProcessCpu.Of(route.Processes);
            var began = clock.Now;
            var rate = await PipeThroughput.MeasureAsync(ends, settings.Warmup, settings.Duration, clock);
            var bytes = rate * clock.NanosecondsSince(began) / 1e9;
            return RouteFigures.Of(latency, rate, ProcessCpu.Of(route.Processes) - before, bytes);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => route.DisposeAsync();

    // A way may be open at its ends before it is in the middle: a byte each way tells that it is, before the clock starts.
    private async Task<RouteEnds> OpenAsync(CancellationToken cancellationToken)
    {
        var ends = await route.OpenAsync(cancellationToken);
        try
        {
            var one = new byte[1];
            await ends.Near.SendAsync(one, cancellationToken);
            await ends.Far.ReceiveAsync(one, cancellationToken);
            await ends.Far.SendAsync(one, cancellationToken);
            await ends.Near.ReceiveAsync(one, cancellationToken);
            return ends;
        }
        catch
        {
            ends.Dispose();
            throw;
        }
    }
}
