using Hotlink.Load.Reporting;

namespace Hotlink.Load.Tunnels;

/// <summary>What all rounds over a route gave.</summary>
/// <param name="Name">The route.</param>
/// <param name="IsOurs">Whether it is a product of this repository; else a limit.</param>
/// <param name="Rounds">Its rounds, of which there is at least one.</param>
internal sealed record RouteResult(string Name, bool IsOurs, IReadOnlyList<RouteFigures> Rounds)
{
    /// <summary>One figure of all rounds.</summary>
    public Spread Of(Func<RouteFigures, double> figure) => Spread.Of(Rounds.Select(figure));

    /// <summary>One figure by that of another route in the same round.</summary>
    public Spread Ratio(RouteResult other, Func<RouteFigures, double> figure) =>
        Spread.Of(Rounds.Zip(other.Rounds, (mine, theirs) => figure(mine) / Math.Max(figure(theirs), 1e-9)));

    /// <summary>By how much one figure is above that of another route in the same round.</summary>
    public Spread Added(RouteResult other, Func<RouteFigures, double> figure) =>
        Spread.Of(Rounds.Zip(other.Rounds, (mine, theirs) => figure(mine) - figure(theirs)));
}
