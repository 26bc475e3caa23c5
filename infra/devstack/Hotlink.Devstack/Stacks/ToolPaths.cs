namespace Hotlink.Devstack.Stacks;

/// <summary>Where the programs are that a stack is made of.</summary>
/// <param name="Node">The relay.</param>
/// <param name="Daemon">The daemon of a party.</param>
/// <param name="Mpc3">The sample computation; it may be missing.</param>
internal sealed record ToolPaths(string Node, string Daemon, string? Mpc3)
{
    private const string NodeName = "Hotlink.Node";
    private const string DaemonName = "Hotlink.Cli";
    private const string SampleName = "Mpc3";

    /// <summary>Finds them: named by the environment (<c>DEVSTACK_NODE</c>, <c>DEVSTACK_DAEMON</c>), else beside this program in the build's output.</summary>
    /// <exception cref="DevstackException">The relay or the daemon is nowhere.</exception>
    public static ToolPaths Find(string baseFolder) => new(
        Named("DEVSTACK_NODE") ?? Built(baseFolder, NodeName) ?? throw Missing(NodeName, "gateway"),
        Named("DEVSTACK_DAEMON") ?? Built(baseFolder, DaemonName) ?? throw Missing(DaemonName, "client"),
        Built(baseFolder, SampleName));

    /// <summary>Whether the relay can be a node of a cluster.</summary>
    public bool HasOrleans => File.Exists(Path.Combine(Path.GetDirectoryName(Node)!, "Orleans.Runtime.dll"));

    /// <summary>How such a program is run.</summary>
    public static IReadOnlyList<string> CommandFor(string dll) => ["dotnet", dll];

    private static string? Named(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } path ? path : null;

    // artifacts/bin/<this project>/<configuration>/ has its siblings two levels up.
    private static string? Built(string baseFolder, string name)
    {
        var own = new DirectoryInfo(baseFolder.TrimEnd(Path.DirectorySeparatorChar));
        var path = own.Parent?.Parent is { } bin ? Path.Combine(bin.FullName, name, own.Name, $"{name}.dll") : "";
        return File.Exists(path) ? path : null;
    }

    private static DevstackException Missing(string name, string folder) =>
        new($"{name} isn't built: run ./hotlink build, or dotnet build -c Release {folder}/{name}.");
}
