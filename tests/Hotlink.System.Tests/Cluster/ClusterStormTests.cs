using Hotlink.System.Tests.Cluster.Kit;
using Hotlink.System.Tests.Cluster.Storms;
using Hotlink.Testing.Waiting;

namespace Hotlink.System.Tests.Cluster;

/// <summary>The promise, for hundreds of sessions under way at once while nodes come and go: every byte once, in order, or the reason; never silence.</summary>
public sealed class ClusterStormTests(SharedPostgres postgres) : ClusterTest(postgres)
{
    private const int TalksBetween = 100;
    private static readonly string[] NodeFailures =
    [
        "OrleansMessageRejectionException", "ConnectionFailedException", "SiloUnavailableException", "OperationCanceledException", "Failed to get ping responses",
        "The frames were sent before, or given up.", // By a call that had failed already, and is sent once more to where its grain is now.
    ];

    // Where hardly anybody is left, one connection may have to open them all.
    private static readonly (string Name, string Value) AnyOpens = ("Connections:OpensPerSecond", "100000");
    private static readonly TimeSpan StormLimit = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task Sessions_WhileNodesAreLostAndDrained_EachEndHearsAFittingReason(int seed, bool hangs)
    {
        Assert.SkipUnless(global::System.Environment.GetEnvironmentVariable("HOTLINK_LONG_TESTS") == "1", "Takes a minute, and all of a machine: runs with HOTLINK_LONG_TESTS=1.");
        var nodes = await StartAsync(3, AnyOpens);
        var storm = new ClusterStorm(nodes, Alice, Bob, new(NoticeLimit), seed);

        await storm.RunAsync(async () =>
        {
            await BlowAsync(storm);
            await LoseAsync(storm, seed % 3, node => hangs ? node.Process.FreezeAsync() : node.Process.KillAsync());
            await LoseAsync(storm, 0, DrainAsync);
            await BlowAsync(storm);
        });

        Report(storm);
        await storm.SpeakAsync();
        await Task.WhenAll(storm.Everybody.Select(guest => guest.DisposeAsync().AsTask()));
        Assert.Equal("", string.Join("; ", storm.Everybody.SelectMany(guest => guest.Heard).Select(heard => heard.Value.Late).Distinct()));
        foreach (var node in storm.Nodes)
        {
            await HoldsNothingAsync(node.Node);
            Assert.DoesNotContain(node.Node.Process.Output.Split('\n'), IsUnexplained);
        }
    }

    private async Task LoseAsync(ClusterStorm storm, int index, Func<ClusterNode, Task> endAsync)
    {
        await Task.WhenAll(endAsync(storm.TakeOff(index).Node), ReplaceAsync(storm));
        await BlowAsync(storm);
    }

    private async Task ReplaceAsync(ClusterStorm storm) => storm.PutOn((await StartAsync(1, AnyOpens))[0]);

    private static async Task DrainAsync(ClusterNode node)
    {
        await node.Process.TerminateAsync();
        Assert.Equal(0, await node.Process.ExitCodeAsync());
    }

    private static Task BlowAsync(ClusterStorm storm)
    {
        var talks = storm.Talks;
        return EventWait.UntilAsync(() => storm.Talks >= talks + TalksBetween, () => $"{storm.Talks - talks} sessions", StormLimit);
    }

    private static async Task HoldsNothingAsync(ClusterNode node)
    {
        var status = await node.StatusAsync();
        await EventWait.UntilAsync(
            () => (status = node.StatusAsync().Result) is { Connections: 0, Parts: 0, Sessions: 0 }, () => $"{status}");
    }

    // What is said to a node that is gone fails, until that is known; and that is logged.
    private static bool IsUnexplained(string line) =>
        (line.StartsWith("fail: ", StringComparison.Ordinal) || line.StartsWith("crit: ", StringComparison.Ordinal))
        && !NodeFailures.Any(failure => line.Contains(failure, StringComparison.Ordinal));

    private static void Report(ClusterStorm storm)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"{storm.Talks} sessions");
        foreach (var unsaid in storm.Unsaid.GroupBy(words => words))
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{unsaid.Count()} × {unsaid.Key}");
        }
    }
}
