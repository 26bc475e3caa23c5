using Hotlink.Load.Measuring;
using Hotlink.Load.Reporting;

namespace Hotlink.Load.Tunnels;

/// <summary>Measures contenders in turn, round by round, so that whatever disturbs the machine disturbs all of them.</summary>
internal sealed class TunnelBench(IReadOnlyList<IContender> contenders, TunnelSettings settings, Clock clock, ProgressLine progress)
{
    /// <summary>Measures.</summary>
    /// <returns>The rounds of each.</returns>
    public async Task<IReadOnlyList<RouteResult>> RunAsync(CancellationToken cancellationToken)
    {
        var rounds = contenders.ToDictionary(static contender => contender, static _ => new List<RouteFigures>());
        foreach (var contender in contenders)
        {
            await contender.StartAsync(cancellationToken);
        }

        for (var round = 1; round <= settings.Rounds; round++)
        {
            foreach (var contender in contenders)
            {
                progress.Prefix = $"round {round} of {settings.Rounds}: ";
                progress.Show(contender.Name);
                rounds[contender].Add(await contender.MeasureAsync(settings, clock, cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        progress.Clear();
        return [.. contenders.Select(contender => new RouteResult(contender.Name, contender.IsOurs, rounds[contender]))];
    }
}
