namespace Hotlink.Daemon.Markers;

/// <summary>What a marker file asks for, by its name (client behaviour, sections 4.2 and 5.1).</summary>
public enum MarkerKind
{
    /// <summary><c>stream.tcp</c>: a TCP tunnel.</summary>
    Tcp,

    /// <summary><c>stream.sock</c>: a Unix socket.</summary>
    Socket,

    /// <summary><c>stream.pipe</c>: a named pipe of Windows.</summary>
    Pipe,

    /// <summary><c>stream.accept</c>: sessions on this directory are welcome.</summary>
    Accept,

    /// <summary><c>syft.pub.yaml</c>: the access rules of this directory.</summary>
    Rules,
}
