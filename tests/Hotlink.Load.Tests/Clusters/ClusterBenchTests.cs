using Hotlink.Load.Clusters;
using Hotlink.Load.Measuring;
using Hotlink.Load.Nodes;
using Hotlink.Load.Reporting;

namespace Hotlink.Load.Tests.Clusters;

/// <summary>What a second node costs, over real nodes, for moments only.</summary>
public sealed class ClusterBenchTests
{
    [Fact]
    public async Task RunAsync_RealNodes_GivesEveryFigureOfEveryContender()
    {
        Assert.SkipUnless(RelayNodes.HasOrleans, RelayNodes.WithoutOrleans);
        var clock = new Clock(TimeProvider.System);
        var settings = new ClusterSettings(3, 1, new() { Warmup = TimeSpan.Zero, Duration = TimeSpan.FromMilliseconds(300) });

        var contest = await new ClusterBench(settings, clock, new ProgressLine(TextWriter.Null, false, clock)).RunAsync(TestContext.Current.CancellationToken);

        Assert.Empty(contest.Runs.SelectMany(static run => run.Result.Problems));
        Assert.True(contest.IsSound);
        Assert.Equal(["local node", "cluster of 1", "cluster of 3, same node", "cluster of 3, two nodes"], contest.Contenders);
        Assert.Equal(16, contest.Runs.Count);
        Assert.All(contest.Contenders, contender => Assert.True(contest.IntegrityOf(contender).Received > 0));
        Assert.Equal(
            ["ping-pong, 1 KiB", "ping-pong, 64 KiB", "window 64, 1 KiB", "window 64, 64 KiB"],
            contest.Rows.Where(static row => row.Metric.Key == "server_cpu_us_per_message").Select(static row => row.Traffic));
        Assert.All(contest.Rows.Where(static row => row.Metric.Key == "rtt_p50_us"), static row => Assert.All(row.Values, static values => Assert.True(values[0] > 0)));
    }
}
