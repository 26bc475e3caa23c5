namespace Hotlink.Devstack.Doctor;

/// <summary>Socket files that no daemon has open any more.</summary>
internal static class SocketRules
{
    /// <summary>Where daemons put their sockets (client behaviour, section 4.2).</summary>
    public const string Folder = "/tmp/syftbox-hotlink";

    private const string Table = "/proc/net/unix";

    /// <param name="folder">Where to look.</param>
    /// <param name="open">The paths of sockets that some process has open; null where the system doesn't say.</param>
    public static IEnumerable<Finding> Look(string folder, IReadOnlySet<string>? open)
    {
        var stale = Directory.Exists(folder) && open is not null ? Directory.EnumerateFiles(folder, "*.sock").Where(path => !open.Contains(path)).ToList() : [];
        return stale.Count == 0 ? [] :
        [
            Finding.Warning("leftovers", $"{stale.Count} socket file(s) in {folder} have no daemon any more, such as {Path.GetFileName(stale[0])}",
                "a program that connects to one is refused; a daemon replaces its own when it starts", $"remove them: rm {folder}/*.sock, while no daemon runs"),
        ];
    }

    /// <summary>The sockets that are open. To connect to one would take the place of its program.</summary>
    public static IReadOnlySet<string>? OpenSockets() => File.Exists(Table) ? Paths(File.ReadLines(Table)) : null;

    internal static HashSet<string> Paths(IEnumerable<string> table) =>
        [.. table.Select(line => line.IndexOf('/', StringComparison.Ordinal) is >= 0 and var at ? line[at..] : "").Where(path => path.Length > 0)];
}
