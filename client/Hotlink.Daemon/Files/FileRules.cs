using Hotlink.Daemon.Datasites;
using Hotlink.Daemon.LocalSockets;
using Hotlink.Daemon.Markers;

namespace Hotlink.Daemon.Files;

/// <summary>Which files of peers are written at all. Pure.</summary>
public static class FileRules
{
    private const string Private = ".syftbox";

    /// <summary>Checks a path that a peer names.</summary>
    /// <param name="user">The owner of this folder.</param>
    /// <param name="path">The path.</param>
    public static FileRefusal Check(string user, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (DatasitePath.Check(path) != DatasitePathFault.None || !path.Contains('/', StringComparison.Ordinal))
        {
            return FileRefusal.BadPath;
        }

        if (IsReserved(path))
        {
            return FileRefusal.ReservedName;
        }

        // Some file systems know no case: another spelling of one's own datasite, or of a name, is the same place there.
        return string.Equals(DatasitePath.DatasiteOf(path), user, StringComparison.OrdinalIgnoreCase) && !StreamDirectories.IsEligible(path)
            ? FileRefusal.OwnDatasite
            : FileRefusal.None;
    }

    // Sockets, markers and half-written files are this machine's: whoever writes them from afar directs applications elsewhere.
    private static bool IsReserved(string path)
    {
        path = path.ToLowerInvariant();
        var name = path.AsSpan(path.LastIndexOf('/') + 1);
        return MarkerNames.KindOf(name) is not (null or MarkerKind.Rules) || StreamDirectories.IsTcp(path) || name.EndsWith(AtomicFile.Suffix, StringComparison.Ordinal)
            || name.EndsWith(".sock", StringComparison.Ordinal) || name.EndsWith(".lock", StringComparison.Ordinal)
            || Array.Exists(path.Split('/'), static part => part == Private);
    }
}
