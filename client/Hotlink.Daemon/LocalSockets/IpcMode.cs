namespace Hotlink.Daemon.LocalSockets;

/// <summary>How applications on this machine reach the daemon (client behaviour, section 4.2).</summary>
public enum IpcMode
{
    /// <summary>A Unix socket, named in <c>stream.sock</c>.</summary>
    Unix,

    /// <summary>A named pipe, named in <c>stream.pipe</c>.</summary>
    Pipe,

    /// <summary>A TCP port, named in <c>stream.tcp</c>: for containers.</summary>
    Tcp,
}
