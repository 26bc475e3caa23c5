using Hotlink.Client;
using Hotlink.Daemon.LocalSockets;

namespace Hotlink.Daemon.Tests.LocalSockets;

/// <summary>What a test changes about a party.</summary>
internal sealed record PartyOptions
{
    public Func<LocalSocketOptions, LocalSocketOptions> Sockets { get; init; } = static options => options;

    public Func<HotlinkClientOptions, HotlinkClientOptions> Client { get; init; } = static options => options;
}
