using Hotlink.Daemon.Datasites;

namespace Hotlink.Daemon.Tunnels;

/// <summary>What a tunnel is to do. Immutable; made by <see cref="Create"/> or from a marker.</summary>
public sealed record TunnelSpec
{
    internal const string StreamName = "stream.tcp.request";
    internal const string ForwardName = "stream.forward.request";
    internal const string ExposeName = "stream.expose.request";

    internal TunnelSpec()
    {
    }

    /// <summary>The local port; 0 for any that is free.</summary>
    public required int Port { get; init; }

    /// <summary>The channel's directory below the datasite, as this party has it.</summary>
    public required string Channel { get; init; }

    /// <summary>The first party.</summary>
    public required string From { get; init; }

    /// <summary>The second party.</summary>
    public required string To { get; init; }

    /// <summary>The other party: the only sender that is listened to, and the only receiver.</summary>
    public required string Peer { get; init; }

    /// <summary>The path that is sent on.</summary>
    public required string SendPath { get; init; }

    /// <summary>
    /// The path that a Go client listens on, where it is not <see cref="SendPath"/>: taken for a peer that turns out to know no reliable
    /// streams, if the peer's access rules allow it.
    /// </summary>
    public string? PlainSendPath { get; init; }

    /// <summary>The paths that the peer may send on, whichever client it runs (client behaviour, section 5.3).</summary>
    public required IReadOnlySet<string> ReceivePaths { get; init; }

    /// <summary>The marker that asked for it; null where it was made by hand.</summary>
    public string? MarkerPath { get; init; }

    /// <summary>A tunnel without a marker.</summary>
    /// <param name="port">The local port; 0 for any that is free.</param>
    /// <param name="user">Oneself.</param>
    /// <param name="directory">The channel's directory below the datasite, such as <c>shared/run/0_to_1</c>. Any name will do.</param>
    /// <param name="peer">The other party.</param>
    /// <exception cref="TunnelMarkerException">Something of it is not usable.</exception>
    public static TunnelSpec Create(int port, string user, string directory, string peer)
    {
        ArgumentNullException.ThrowIfNull(directory);
        if (port is < 0 or > ushort.MaxValue)
        {
            throw new TunnelMarkerException(TunnelMarkerFault.BadPort, "The port is not 0 to 65535.");
        }

        if (!DatasitePath.IsEmail(user) || !DatasitePath.IsEmail(peer))
        {
            throw new TunnelMarkerException(TunnelMarkerFault.BadParty, "A party is no email.");
        }

        var (me, other) = (user.ToLowerInvariant(), peer.ToLowerInvariant());
        return me == other
            ? throw new TunnelMarkerException(TunnelMarkerFault.PeerIsSelf, "The peer is oneself.")
            : ChannelKeys.Spec(me, other, me, other, directory.Trim('/'), me) with { Port = port };
    }

    /// <summary>What a <see cref="Forwarding.Forwarder"/> is to do: every connection to a local port is one to the service that the peer exposes.</summary>
    /// <inheritdoc cref="Create"/>
    public static TunnelSpec CreateForward(int port, string user, string directory, string peer) =>
        Create(port, user, directory, peer).Between(ForwardName, ExposeName);

    /// <summary>What an <see cref="Forwarding.Exposer"/> is to do: the peer's forwarded connections reach a local service.</summary>
    /// <inheritdoc cref="Create"/>
    public static TunnelSpec CreateExpose(string user, string directory, string peer) =>
        Create(0, user, directory, peer).Between(ExposeName, ForwardName);

    /// <summary>Whether another one asks for the same, wherever it was written down.</summary>
    public bool IsSameAs(TunnelSpec other) =>
        other is not null && Port == other.Port && SendPath == other.SendPath && Peer == other.Peer && From == other.From && To == other.To
        && ReceivePaths.SetEquals(other.ReceivePaths);

    // A name for each way, so that two parties can expose something to each other in one directory, and no other client takes part.
    private TunnelSpec Between(string sends, string receives)
    {
        var (send, receive) = ($"{From}/{Channel}/{sends}", $"{Peer}/{Channel}/{receives}");
        return DatasitePath.Check(send) == DatasitePathFault.None && DatasitePath.Check(receive) == DatasitePathFault.None
            ? this with { SendPath = send, PlainSendPath = null, ReceivePaths = new HashSet<string>(StringComparer.Ordinal) { receive } }
            : throw new TunnelMarkerException(TunnelMarkerFault.BadDirectory, "The directory makes no canonical path.");
    }
}
