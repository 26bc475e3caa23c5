using Hotlink.Daemon.LocalSockets;
using Hotlink.Daemon.Tunnels;

namespace Hotlink.Daemon;

/// <summary>What happens to tunnels and local sockets, in words for people.</summary>
public static class DaemonText
{
    /// <summary>Whether it matters to whoever runs the daemon, not only to whoever looks for a fault.</summary>
    public static bool IsImportant(TunnelEventKind kind) => kind is not (TunnelEventKind.Probe or TunnelEventKind.RunStarted or TunnelEventKind.RunFinished);

    /// <inheritdoc cref="IsImportant(TunnelEventKind)"/>
    public static bool IsImportant(LocalSocketEventKind kind) => kind is not (LocalSocketEventKind.AppConnected or LocalSocketEventKind.AppDisconnected
        or LocalSocketEventKind.SessionAccepted or LocalSocketEventKind.SessionEnded or LocalSocketEventKind.LinkUp);

    /// <summary>One line.</summary>
    public static string Of(LocalSocketEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var (what, with) = (What(happened.Kind), happened.Peer.Length == 0 ? "" : $" with {happened.Peer}");
        return $"socket {happened.Directory}{with}: {what}{(happened.Text.Length == 0 ? "" : $" ({happened.Text})")}";
    }

    /// <summary>One line.</summary>
    public static string Of(TunnelEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var (what, with) = (What(happened.Kind), happened.Peer.Length == 0 ? "" : $" with {happened.Peer}");
        return $"tunnel {happened.Channel}{with}: {what}{(happened.Text.Length == 0 ? "" : $" ({happened.Text})")}";
    }

    /// <summary>A text that a peer or relay chose, fit for one line of a log: at most 256 characters, none of control.</summary>
    public static string Shown(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        const int MaxLength = 256;
        var kept = text.Length <= MaxLength ? text : $"{text.AsSpan(0, MaxLength - 1)}…";
        return string.Concat(kept.Select(static letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter));
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
        TunnelEventKind.PeerMayBeDeaf => "what is sent from now on may not be delivered",
        TunnelEventKind.StreamRefused => "a stream of the peer was refused",
        _ => kind.ToString(),
    };

    private static string What(LocalSocketEventKind kind) => kind switch
    {
        LocalSocketEventKind.Listening => "listens",
        LocalSocketEventKind.ListenFailed => "can't be listened on",
        LocalSocketEventKind.Closed => "closed",
        LocalSocketEventKind.AppConnected => "an application connected",
        LocalSocketEventKind.AppDisconnected => "an application left",
        LocalSocketEventKind.FrameRefused => "a frame was refused",
        LocalSocketEventKind.HoldExpired => "no application came for what was held: the sessions fail",
        LocalSocketEventKind.SessionAccepted => "a session was accepted",
        LocalSocketEventKind.SessionEnded => "a session ended",
        LocalSocketEventKind.LinkUp => "the session for sending is up",
        LocalSocketEventKind.FellBack => "nobody takes the session: payloads go as files",
        LocalSocketEventKind.LeftAsFiles => "files came that can't be put into the stream: they are on the disk",
        LocalSocketEventKind.SendFailed => "frames of the application could not be sent: its connections are closed",
        _ => kind.ToString(),
    };
}
