using System.Net.Sockets;
using System.Runtime.Versioning;

namespace Hotlink.Daemon.LocalSockets;

/// <summary>
/// The folder of Unix sockets. Its name is known to everybody on the machine, so nothing in it is trusted: it has to be a folder of this
/// user, closed to all others (pitfall 124).
/// </summary>
[UnsupportedOSPlatform("windows")]
internal static class SocketFolder
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the folder, or sees that it is this user's.</summary>
    /// <exception cref="IpcException">It is another user's, or no folder.</exception>
    public static void Prepare(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder, Private);
            var info = new DirectoryInfo(folder);
            var stat = UnixStat.TryRead(folder);
            if (info.LinkTarget is not null || !info.Exists || (stat is { } known && (known.Mode & UnixStat.TypeMask) != UnixStat.FolderType))
            {
                throw new IpcException(IpcFault.FolderNotAFolder, "the folder of sockets is a link or a file");
            }

            if (stat is { } read && read.Owner != UnixStat.EffectiveUser)
            {
                throw new IpcException(IpcFault.FolderNotOwned, "the folder of sockets belongs to another user; name another one");
            }

            File.SetUnixFileMode(folder, Private); // Only its owner can.
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IpcException(IpcFault.FolderNotOwned, "the folder of sockets belongs to another user; name another one", error);
        }
        catch (IOException error) when (error is not IpcException)
        {
            throw new IpcException(IpcFault.FolderNotAFolder, "the folder of sockets can't be made", error);
        }
    }

    /// <summary>Removes what a process left behind that is no more. A socket that somebody listens on stays.</summary>
    /// <exception cref="IpcException">Somebody listens there, or it is no socket.</exception>
    public static async Task RemoveStaleAsync(string file, CancellationToken cancellationToken)
    {
        var info = new FileInfo(file);
        if (!info.Exists && info.LinkTarget is null)
        {
            return;
        }

        if (info.LinkTarget is not null || !IsSocket(file))
        {
            throw new IpcException(IpcFault.NotASocket, "something that is no socket has its name");
        }

        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await probe.ConnectAsync(new UnixDomainSocketEndPoint(file), cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.ConnectionRefused)
        {
            File.Delete(file);
            return;
        }
        catch (SocketException error)
        {
            throw new IpcException(IpcFault.InUse, "the socket can't be asked whether somebody listens", error);
        }

        throw new IpcException(IpcFault.InUse, "another process listens there");
    }

    private static bool IsSocket(string file) =>
        UnixStat.TryRead(file) is not { } stat || (stat.Mode & UnixStat.TypeMask) == UnixStat.SocketType;
}
