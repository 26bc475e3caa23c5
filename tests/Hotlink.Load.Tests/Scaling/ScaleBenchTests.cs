using System.Text.Json;
using Hotlink.Load.Measuring;
using Hotlink.Load.Nodes;
using Hotlink.Load.Reporting;
using Hotlink.Load.Scaling;

namespace Hotlink.Load.Tests.Scaling;

/// <summary>What many connections and sessions cost, over real nodes, with few of them and for moments only.</summary>
public sealed class ScaleBenchTests
{
    private static readonly ScaleSettings Small = new(
        [4, 80], [4, 40], [new(2, 1), new(2, 8)], 1, 2, new() { Warmup = TimeSpan.Zero, Duration = TimeSpan.FromMilliseconds(200) });

    [Fact]
    public async Task RunAsync_OneNode_MeasuresEachStepOfEachRound()
    {
        var result = Assert.Single(await RunAsync(Small));

        Assert.Equal("local node", result.Name);
        AssertComplete(result);
    }

    [Fact]
    public async Task RunAsync_ACluster_IsMeasuredAfterOneNode()
    {
        Assert.SkipUnless(RelayNodes.HasOrleans, RelayNodes.WithoutOrleans);

        var results = await RunAsync(Small with { Nodes = 3, Rounds = 1 });

        Assert.Equal(["local node", "cluster of 3"], results.Select(static result => result.Name));
        Assert.All(results, AssertComplete);
    }

    [Fact]
    public async Task RunAsync_MoreConnectionsThanFiles_SaysSoBeforeAnythingIsStarted()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The limit is read from /proc.");

        await Assert.ThrowsAsync<LoadException>(() => RunAsync(Small with { Connections = [2, int.MaxValue - 1000] }));
    }

    private static void AssertComplete(ScaleResult result)
    {
        Assert.True(result.IsSound, string.Join("; ", result.Sessions.Runs.Concat(result.Connections.Runs).SelectMany(static run => run.Result.Problems)));
        Assert.Contains(result.IdleConnections.Metrics, static metric => metric.Key == "server_bytes_per_connection");
        Assert.Contains(result.IdleSessions.Metrics, static metric => metric.Key == "server_bytes_per_session");
        Assert.DoesNotContain(result.IdleSessions.Metrics, static metric => metric.Key == "server_bytes_per_connection");
        Assert.Equal(["4", "40"], result.Sessions.Contenders);
        Assert.Equal(["4", "80"], result.Connections.Contenders);
        Assert.All(result.Sessions.Runs.Concat(result.Connections.Runs), static run => Assert.True(run.Result.Integrity.Received > 0));
        Assert.Equal(
            ["1 KiB, one by one", "1 KiB, 8 at a time"],
            result.Sessions.Rows.Where(static row => row.Metric.Key == "server_cpu_us_per_message").Select(static row => row.Traffic));
        using var output = new MemoryStream();
        ScaleReport.WriteJson(output, [result]);
        Assert.Equal(1, JsonDocument.Parse(output.ToArray()).RootElement.GetProperty("places").GetArrayLength());
    }

    private static Task<IReadOnlyList<ScaleResult>> RunAsync(ScaleSettings settings)
    {
        var clock = new Clock(TimeProvider.System);
        return new ScaleBench(settings, clock, new ProgressLine(TextWriter.Null, false, clock)).RunAsync(TestContext.Current.CancellationToken);
    }
}
