using Hotlink.Client;
using Hotlink.Daemon.LocalSockets;
using Hotlink.Daemon.Tunnels;

namespace Hotlink.Daemon;

/// <summary>What the daemon of one datasite is made with. Immutable.</summary>
public sealed record HotlinkDaemonOptions
{
    /// <summary>How to reach the relay, and as whom. <see cref="HotlinkClientOptions.OnEvent"/> is told as ever.</summary>
    public required HotlinkClientOptions Client { get; init; }

    /// <summary>The folder <c>datasites/</c>: one's own datasite and one's copies of the others'.</summary>
    public required string Datasites { get; init; }

    /// <summary>How TCP tunnels behave. The clock is the client's.</summary>
    public TunnelOptions Tunnels { get; init; } = new();

    /// <summary>How local sockets behave. The clock is the client's.</summary>
    public LocalSocketOptions LocalSockets { get; init; } = new();

    /// <summary>Hears, in words, what whoever runs the daemon should know. Called on any thread; must not throw. Default: nobody.</summary>
    public Action<string>? Log { get; init; }
}
