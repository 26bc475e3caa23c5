namespace Hotlink.Daemon.Markers;

/// <summary>The names of marker files. Pure.</summary>
public static class MarkerNames
{
    /// <summary>A TCP tunnel.</summary>
    public const string Tcp = "stream.tcp";

    /// <summary>A Unix socket.</summary>
    public const string Socket = "stream.sock";

    /// <summary>A named pipe of Windows.</summary>
    public const string Pipe = "stream.pipe";

    /// <summary>Sessions on this directory are welcome.</summary>
    public const string Accept = "stream.accept";

    /// <summary>The access rules of a directory: no marker, but followed like one.</summary>
    public const string Rules = "syft.pub.yaml";

    /// <summary>The kind of a marker file.</summary>
    /// <param name="fileName">The name without its directory.</param>
    /// <returns>The kind; null for any other file.</returns>
    public static MarkerKind? KindOf(ReadOnlySpan<char> fileName) => fileName switch
    {
        Tcp => MarkerKind.Tcp,
        Socket => MarkerKind.Socket,
        Pipe => MarkerKind.Pipe,
        Accept => MarkerKind.Accept,
        Rules => MarkerKind.Rules,
        _ => null,
    };
}
