using Hotlink.Load.Measuring;
using Hotlink.Load.Reporting;

namespace Hotlink.Load.Tunnels;

/// <summary>Measures routes in turn, round by round, so that whatever disturbs the machine disturbs all of them.</summary>
internal sealed class TunnelBench(IReadOnlyList<IRoute> routes, TunnelSettings settings, Clock clock, ProgressLine progress)
{
    /// <summary>Measures.</summary>
    /// <returns>The rounds of each route.</returns>
    public async Task<IReadOnlyList<RouteResult>> RunAsync(CancellationToken cancellationToken)
    {
        var rounds = routes.ToDictionary(static route => route, static _ => new List<RouteFigures>());
        foreach (var route in routes)
        {
            await route.StartAsync(cancellationToken);
        }

        for (var round = 1; round <= settings.Rounds; round++)
        {
            foreach (var route in routes)
            {
                progress.Prefix = $"round {round} of {settings.Rounds}: ";
                progress.Show(route.Name);
                rounds[route].Add(await MeasureAsync(route, cancellationToken));
            }
        }

        progress.Clear();
        return [.. routes.Select(route => new RouteResult(route.Name, rounds[route]))];
    }

    private async Task<RouteFigures> MeasureAsync(IRoute route, CancellationToken cancellationToken)
    {
        LatencyHistogram latency;
        using (var ends = await route.OpenAsync(cancellationToken))
        {
            latency = await PipeLatency.MeasureAsync(ends, settings.PayloadBytes, settings.Warmup, settings.Duration, clock);
        }

        cancellationToken.ThrowIfCancellationRequested();
        using (var ends = await route.OpenAsync(cancellationToken))
        {
            var before = Cpu(route);
            var began = clock.Now;
            var rate = await PipeThroughput.MeasureAsync(ends, settings.Warmup, settings.Duration, clock);
            var bytes = rate * clock.NanosecondsSince(began) / 1e9;
            return new(latency.Percentile(0.5) / 1000.0, latency.Percentile(0.99) / 1000.0, rate, (Cpu(route) - before).TotalSeconds / Math.Max(bytes / 1e9, 1e-9));
        }
    }

    private static TimeSpan Cpu(IRoute route)
    {
        var sum = TimeSpan.Zero;
        foreach (var id in route.Processes)
        {
            using var process = WatchedProcess.Attach(id);
            sum += process.Sample().Cpu;
        }

        return sum;
    }
}
