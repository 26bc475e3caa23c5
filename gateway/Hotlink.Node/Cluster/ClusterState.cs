using System.Text.Json;

namespace Hotlink.Node.Cluster;

/// <summary>What the commands of one local cluster tell each other. Kept in a file that only its owner can read, for it holds a password.</summary>
internal sealed record ClusterState(
    string Id, string Datasites, ClusterDatabase? Database, ClusterBalancer? Balancer, IReadOnlyList<ClusterMember> Nodes)
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <summary>The folder of the cluster that is started from a folder: <c>.hotlink/cluster</c> in it.</summary>
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(".hotlink", "cluster"));

    private static string File => Path.Combine(Folder, "state.json");

    /// <summary>The cluster that was started from this folder; null where there is none.</summary>
    public static ClusterState? Read() =>
        System.IO.File.Exists(File) ? JsonSerializer.Deserialize<ClusterState>(System.IO.File.ReadAllText(File)) : null;

    /// <summary>Keeps the state.</summary>
    public void Write()
    {
        Directory.CreateDirectory(Folder);
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        System.IO.File.WriteAllText(File, JsonSerializer.Serialize(this, Json));
    }

    /// <summary>Forgets the cluster.</summary>
    public static void Remove() => Directory.Delete(Folder, recursive: true);

    /// <summary>The state with one node changed.</summary>
    public ClusterState With(ClusterMember member) => this with { Nodes = [.. Nodes.Select(node => node.Number == member.Number ? member : node)] };
}
