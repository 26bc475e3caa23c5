using Hotlink.Daemon.Telemetry;

namespace Hotlink.Daemon.LocalSockets;

/// <summary>How local sockets are offered, and what is held for applications at most. Immutable.</summary>
public sealed record LocalSocketOptions
{
    /// <summary>How applications connect. Default: pipes on Windows, Unix sockets elsewhere.</summary>
    public IpcMode Mode { get; init; } = OperatingSystem.IsWindows() ? IpcMode.Pipe : IpcMode.Unix;

    /// <summary>
    /// Where TCP listens: an address and a port, IPv6 in brackets. Port 0 takes a free one for each marker. Whoever reaches the address
    /// can send: leave it on the loopback unless a container has to come in. Default <c>127.0.0.1:0</c>.
    /// </summary>
    public string TcpAddress { get; init; } = "127.0.0.1:0";

    /// <summary>The folder of Unix sockets. Default <c>/tmp/syftbox-hotlink</c>, where today's clients have them.</summary>
    public string SocketFolder { get; init; } = "/tmp/syftbox-hotlink";

    /// <summary>How many bytes are held at each marker for an application that hasn't connected; then senders have to wait. Default 1 MiB.</summary>
    public int HoldBytes { get; init; } = 1024 * 1024;

    /// <summary>How long a frame is held for an application that hasn't connected; then its session fails. Default 60 s.</summary>
    public TimeSpan HoldTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many applications may be connected to one marker. Default 8.</summary>
    public int ConnectionCount { get; init; } = 8;

    /// <summary>How many markers are served at once. Default 1,024.</summary>
    public int MarkerCount { get; init; } = 1024;

    /// <summary>How long a session may go unaccepted, and a link be down, before payloads go as files. Default 1.5 s.</summary>
    public TimeSpan AcceptDeadline { get; init; } = TimeSpan.FromMilliseconds(1500);

    /// <summary>How long one attempt to open a session lasts, in the background once payloads go as files. Default 30 s.</summary>
    public TimeSpan OpenTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many bytes of files that the receiver hasn't confirmed are kept for sending them again. Default 1 MiB.</summary>
    public int RetainedBytes { get; init; } = 1024 * 1024;

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Hears what happens. Called on internal threads: it has to be quick and must not throw. Default: nobody.</summary>
    public Action<LocalSocketEvent>? OnEvent { get; init; }

    /// <summary>What measures how long pieces take; null where nobody wants to know.</summary>
    internal TransferMeters? Transfers { get; init; }

    /// <summary>The options with what the environment says (client behaviour, section 10).</summary>
    /// <param name="variable">Reads a variable.</param>
    public LocalSocketOptions WithEnvironment(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var isTcp = string.Equals(variable("SYFTBOX_HOTLINK_IPC")?.Trim(), "tcp", StringComparison.OrdinalIgnoreCase);
        var address = variable("SYFTBOX_HOTLINK_TCP_ADDR")?.Trim();
        return this with { Mode = isTcp ? IpcMode.Tcp : Mode, TcpAddress = string.IsNullOrEmpty(address) ? TcpAddress : address };
    }
}
