using System.CommandLine;
using System.ComponentModel;
using System.Text.Json;
using Hotlink.Silo.Hosting;

namespace Hotlink.Node.Cluster;

/// <summary><c>hotlink cluster</c>: a cluster on this machine.</summary>
internal static class ClusterCommand
{
    private const int MaxNodes = 32;

    /// <summary>The command with its subcommands.</summary>
    public static Command Create()
    {
        var command = new Command("cluster", "Run a cluster on this machine: nodes, a database for their membership, a load balancer. For development.");
        command.Subcommands.Add(CreateUp());
        command.Subcommands.Add(Simple("status", "Say what each node holds, and how many frames it relays.", (cluster, token) => cluster.StatusAsync(token)));
        command.Subcommands.Add(OfNode("kill", "End a node without a last word.", (cluster, number, token) => cluster.KillAsync(number, token)));
        command.Subcommands.Add(OfNode("drain", "Have a node stop in good order.", (cluster, number, token) => cluster.DrainAsync(number, token)));
        command.Subcommands.Add(OfNode("start", "Start a node again that has ended.", (cluster, number, token) => cluster.StartAsync(number, token)));
        command.Subcommands.Add(Simple("down", "End the cluster.", (cluster, token) => cluster.DownAsync(token)));
        return command;
    }

    private static Command CreateUp()
    {
        var nodes = new Option<int>("--nodes") { Description = "How many. Default: 3.", DefaultValueFactory = _ => 3 };
        nodes.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MaxNodes)
            {
                result.AddError($"--nodes is from 1 to {MaxNodes}.");
            }
        });
        var membership = new Option<string?>("--membership")
        {
            Description = "postgres: a server of its own is started. azure: a table in the storage account that HOTLINK_Cluster__ConnectionString names. localhost: node 1 keeps it. Default: postgres where it is installed.",
        };
        membership.AcceptOnlyFromAmong("postgres", "azure", "localhost");
        var port = new Option<int?>("--port") { Description = "Where the load balancer listens. Default: a free port." };
        var datasites = new Option<string>("--datasites") { Description = "The folder of datasites, or a bucket (s3://BUCKET/PREFIX).", DefaultValueFactory = _ => "datasites" };
        var up = new Command("up", "Start a cluster.") { nodes, membership, port, datasites };
        up.SetAction((result, token) => RunAsync(
            cluster => cluster.UpAsync(
                result.GetValue(nodes),
                result.GetValue(membership) ?? (LocalPostgres.IsInstalled ? "postgres" : "localhost"),
                result.GetValue(port),
                result.GetValue(datasites)!,
                token)));
        return up;
    }

    private static Command Simple(string name, string description, Func<LocalCluster, CancellationToken, Task> act)
    {
        var command = new Command(name, description);
        command.SetAction((_, token) => RunAsync(cluster => act(cluster, token)));
        return command;
    }

    private static Command OfNode(string name, string description, Func<LocalCluster, int, CancellationToken, Task> act)
    {
        var number = new Argument<int>("node") { Description = "Its number." };
        var command = new Command(name, description) { number };
        command.SetAction((result, token) => RunAsync(cluster => act(cluster, result.GetValue(number), token)));
        return command;
    }

    private static async Task<int> RunAsync(Func<LocalCluster, Task> act)
    {
        if (!SiloHostingExtensions.HasOrleans || OperatingSystem.IsWindows())
        {
            await Console.Error.WriteLineAsync(SiloHostingExtensions.HasOrleans
                ? "A cluster on this machine needs signals, which Windows has none of."
                : "This build has no Orleans: its packages could not be restored (set WithOrleans=true to insist).");
            return 1;
        }

        try
        {
            using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
            await act(new(Console.Out, new(http)));
            return 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or Win32Exception)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
    }
}
