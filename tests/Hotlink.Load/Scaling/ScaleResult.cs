using Hotlink.Load.Reporting;

namespace Hotlink.Load.Scaling;

/// <summary>What many connections and sessions cost at one place.</summary>
/// <param name="Name">The place: a local node, or a cluster.</param>
/// <param name="IdleConnections">The most connections of all steps, doing nothing.</param>
/// <param name="IdleSessions">The most sessions of all steps, doing nothing.</param>
/// <param name="Sessions">A growing number of sessions with traffic.</param>
/// <param name="Connections">A growing number of connections with traffic.</param>
internal sealed record ScaleResult(string Name, RunResult IdleConnections, RunResult IdleSessions, Contest Sessions, Contest Connections)
{
    /// <summary>Whether every run was sound.</summary>
    public bool IsSound => IdleConnections.IsSound && IdleSessions.IsSound && Sessions.IsSound && Connections.IsSound;
}
