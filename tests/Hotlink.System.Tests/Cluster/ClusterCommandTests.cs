using Hotlink.Node.Cluster;
using Hotlink.System.Tests.Cluster.Kit;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Hosting;

namespace Hotlink.System.Tests.Cluster;

/// <summary><c>hotlink cluster</c>, as it is typed.</summary>
[Collection(nameof(Alone))]
public sealed class ClusterCommandTests(SharedPostgres postgres) : ClusterTest(postgres)
{
    [Theory]
    [InlineData("postgres")]
    [InlineData("localhost")]
    public async Task Cluster_UpKillStartDrainDown_DoesWhatItSays(string membership)
    {
        try
        {
            Assert.Contains("2 nodes", await RunAsync("up", "--nodes", "2", "--membership", membership), StringComparison.Ordinal);
            Assert.Equal((2, 0), States(await RunAsync("status")));
            await RunAsync("kill", "2");
            Assert.Equal((1, 1), States(await RunAsync("status")));
            await RunAsync("start", "2");
            Assert.Equal((2, 0), States(await RunAsync("status")));
            await RunAsync("drain", "2");
            Assert.Equal((1, 1), States(await RunAsync("status")));
        }
        finally
        {
            await RunAsync("down");
        }

        Assert.False(Directory.Exists(Path.Combine(Folder, ".hotlink", "cluster")));
    }

    [Fact]
    public async Task Cluster_WithoutAny_SaysSo()
    {
        await using var node = NodeProcess.Start(Folder, "cluster", "status");
        Assert.Equal(1, await node.ExitCodeAsync());
        Assert.Contains("There is no cluster", node.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Configuration_OfHaproxy_NamesEveryNode()
    {
        var text = Haproxy.Configuration(8080, [new(1, 9001, 1), new(2, 9002, 2)]);
        Assert.Contains("bind 127.0.0.1:8080", text, StringComparison.Ordinal);
        Assert.Contains("server node2 127.0.0.1:9002", text, StringComparison.Ordinal);
        Assert.Contains("if { path /statusz }", text, StringComparison.Ordinal);
    }

    private static (int Ready, int Gone) States(string table) => (table.Split(" ready ").Length - 1, table.Split(" gone").Length - 1);

    private async Task<string> RunAsync(params string[] arguments)
    {
        await using var node = NodeProcess.Start(Folder, ["cluster", .. arguments]);
        Assert.True(await node.ExitCodeAsync(TimeSpan.FromMinutes(2)) == 0, node.Output);
        return node.Output;
    }
}
