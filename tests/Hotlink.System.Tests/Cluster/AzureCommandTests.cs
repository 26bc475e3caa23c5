using Hotlink.System.Tests.Cluster.Kit;
using Hotlink.Testing.Hosting;

namespace Hotlink.System.Tests.Cluster;

/// <summary><c>hotlink cluster</c> with the membership in an Azure table.</summary>
public sealed class AzureCommandTests(SharedAzurite azurite) : ClusterTest(azurite)
{
    private const string Variable = "HOTLINK_Cluster__ConnectionString";

    [Fact]
    public async Task Cluster_UpKillStartDown_DoesWhatItSays()
    {
        var account = await StoreAsync();
        try
        {
            Assert.Contains("2 nodes, membership in an Azure table", await RunAsync(account, "up", "--nodes", "2", "--membership", "azure"), StringComparison.Ordinal);
            await RunAsync(null, "kill", "2");
            Assert.Contains("node 2 is ready", await RunAsync(null, "start", "2"), StringComparison.Ordinal);
            Assert.Equal(3, (await RunAsync(null, "status")).Split(" ready ").Length);
        }
        finally
        {
            await RunAsync(null, "down");
        }
    }

    [Fact]
    public async Task Cluster_UpWithoutAnAccount_SaysWhatIsMissing()
    {
        await using var node = NodeProcess.Start(Folder, [(Variable, "")], ["cluster", "up", "--membership", "azure"]);

        Assert.Equal(1, await node.ExitCodeAsync());
        Assert.StartsWith($"{Variable} is not set", node.Output, StringComparison.Ordinal);
    }

    private async Task<string> RunAsync(string? account, params string[] arguments)
    {
        await using var node = NodeProcess.Start(Folder, account is null ? [] : [(Variable, account)], ["cluster", .. arguments]);
        Assert.True(await node.ExitCodeAsync(StartLimit) == 0, node.Output);
        return node.Output;
    }
}
