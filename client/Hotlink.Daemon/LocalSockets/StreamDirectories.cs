using Hotlink.Daemon.Datasites;
using Hotlink.Daemon.Markers;
using Hotlink.Daemon.Tunnels;

namespace Hotlink.Daemon.LocalSockets;

/// <summary>Which paths are streams of local applications, and where they lie (client behaviour, sections 2.2, 3 and 4.3). Pure.</summary>
public static class StreamDirectories
{
    private const string Request = ".request";
    private const string Response = ".response";
    private static readonly string[] TcpStreams = [TunnelSpec.StreamName, TunnelSpec.ForwardName, TunnelSpec.ExposeName];

    /// <summary>Whether a file's name says that it is a request or response.</summary>
    public static bool IsEligible(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return (path.EndsWith(Request, StringComparison.Ordinal) || path.EndsWith(Response, StringComparison.Ordinal)) && !IsTcp(path);
    }

    /// <summary>Whether sessions on a path belong to a TCP tunnel or a forward: never to a local socket.</summary>
    public static bool IsTcp(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Array.Exists(TcpStreams, name => path.EndsWith(name, StringComparison.Ordinal));
    }

    /// <summary>The directory whose marker serves a session.</summary>
    public static string Of(string sessionPath) => IsEligible(sessionPath) ? ParentOf(sessionPath) : sessionPath;

    /// <summary>The directory that a path lies in; empty for a datasite.</summary>
    public static string ParentOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.LastIndexOf('/') is > 0 and var at ? path[..at] : "";
    }

    /// <summary>Whether a frame's path may go into a directory's stream: a plain name in it, of a canonical path.</summary>
    public static bool Holds(string directory, string framePath) =>
        ParentOf(framePath) == directory && DatasitePath.Check(framePath) == DatasitePathFault.None && !IsTcp(framePath);

    /// <summary>Whether an application's marker is served that lies in a directory: below one's own <c>app_data</c>, or a channel of a flow.</summary>
    public static bool IsOwn(string user, string directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        var parts = directory.Split('/');
        return parts[0] == user && parts.Length > 2
            && (parts[1] == "app_data" || (parts.Length == 7 && parts[1] == "shared" && parts[2] == "flows" && parts[5] == "_mpc"));
    }

    /// <summary>The name of the marker file.</summary>
    public static string MarkerName(IpcMode mode) => mode switch
    {
        IpcMode.Pipe => MarkerNames.Pipe,
        IpcMode.Tcp => MarkerNames.Tcp,
        _ => MarkerNames.Socket,
    };
}
