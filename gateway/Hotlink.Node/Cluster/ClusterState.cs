using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hotlink.Node.Cluster;

/// <summary>What the commands of one local cluster tell each other. Kept in a file that only its owner can read, for it holds a password.</summary>
/// <param name="Id">The name of the cluster.</param>
/// <param name="Datasites">The folder of datasites, or the bucket.</param>
/// <param name="Database">The database of the membership, where one was started.</param>
/// <param name="Account">How to reach the storage account of the membership, where it is kept in an Azure table.</param>
/// <param name="Balancer">The load balancer.</param>
/// <param name="Nodes">The nodes.</param>
internal sealed record ClusterState(
    string Id, string Datasites, ClusterDatabase? Database, string? Account, ClusterBalancer? Balancer, IReadOnlyList<ClusterMember> Nodes)
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <summary>The folder of the cluster that is started from a folder: <c>.hotlink/cluster</c> in it.</summary>
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(".hotlink", "cluster"));

    /// <summary>Where the nodes find each other: their <c>Cluster:Membership</c>.</summary>
    [JsonIgnore]
    public string Membership => Database is not null ? "postgres" : Account is not null ? "azure" : "localhost";

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
