namespace Hotlink.Daemon.Tunnels;

/// <summary>What happens to tunnels, in words for people.</summary>
public static class TunnelText
{
    /// <summary>Whether it matters to whoever runs the daemon, not only to whoever looks for a fault.</summary>
    public static bool IsImportant(TunnelEventKind kind) => kind is not (TunnelEventKind.Probe or TunnelEventKind.RunStarted or TunnelEventKind.RunFinished);

    /// <summary>One line.</summary>
    public static string Of(TunnelEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var (what, with) = (What(happened.Kind), happened.Peer.Length == 0 ? "" : $" with {happened.Peer}");
        return $"tunnel {happened.Channel}{with}: {what}{(happened.Text.Length == 0 ? "" : $" ({happened.Text})")}";
    }

    private static string What(TunnelEventKind kind) => kind switch
    {
        TunnelEventKind.MarkerRefused => "the marker can't be used",
        TunnelEventKind.Listening => "listens",
        TunnelEventKind.PortBusy => "the port can't be listened on; it is tried again",
        TunnelEventKind.Closed => "closed",
        TunnelEventKind.RunStarted => "a connection is joined with the peer",
        TunnelEventKind.RunFinished => "a connection ended in good order",
        TunnelEventKind.RunFailed => "a connection was reset",
        TunnelEventKind.Probe => "a connection came and left without a byte",
        TunnelEventKind.Held => "bytes of the peer wait for an application to connect",
        TunnelEventKind.HoldFailed => "bytes of the peer were given up: no application came for them",
        TunnelEventKind.OpenRefused => "the peer can't be reached yet; it is tried again",
        TunnelEventKind.StreamRefused => "a stream of the peer was refused",
        _ => kind.ToString(),
    };
}
