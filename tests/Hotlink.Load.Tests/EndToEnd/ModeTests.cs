using Hotlink.Load.Client;
using Hotlink.Load.Measuring;
using Hotlink.Load.Modes;
using Hotlink.Load.Reporting;
using Hotlink.Load.Sessions;
using Hotlink.Load.Settings;
using Hotlink.Load.Workloads;
using Hotlink.Protocol;

namespace Hotlink.Load.Tests.EndToEnd;

/// <summary>Every mode against a relay that does its work, and against one that does not: is what it does wrong found, and nothing else?</summary>
public sealed class ModeTests
{
    private static readonly TrafficSettings Short = new() { Warmup = TimeSpan.Zero, Count = 300 };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool> ModesAndEncodings()
    {
        var data = new TheoryData<string, bool>();
        foreach (var mode in (string[])["latency", "throughput", "local", "fanout", "cycles", "spread", "bursts"])
        {
            data.Add(mode, true);
            data.Add(mode, false);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(ModesAndEncodings))]
    public async Task RunAsync_AgainstASoundRelay_FindsNothing(string mode, bool isMsgPack)
    {
        await using var relay = new FaultyRelay(static _ => Fault.None);

        var result = await RunAsync(relay, Mode(mode), Short with { Encoding = isMsgPack ? WireEncoding.MsgPack : WireEncoding.Json, SessionsPerPair = 2 });

        Assert.Empty(result.Problems);
        Assert.True(result.IsSound);
        Assert.True(result.Integrity.Sent >= Short.Count, $"sent {result.Integrity.Sent}");
        Assert.Equal(result.Integrity.Sent, result.Integrity.Received);
    }

    [Fact]
    public async Task RunAsync_AgainstARelayWithFaults_FindsEachOfThem()
    {
        await using var relay = new FaultyRelay(static seq => seq switch
        {
            50 or 51 or 52 => Fault.Drop,
            70 or 71 => Fault.Duplicate,
            90 => Fault.Delay,
            110 => Fault.Damage,
            _ => Fault.None,
        });

        var result = await RunAsync(relay, Mode("throughput"), Short with { Count = null, Duration = TimeSpan.FromSeconds(1) });

        Assert.False(result.IsSound);
        Assert.Empty(result.Problems);
        Assert.Equal(
            (3, 2, 1, 1),
            (result.Integrity.Lost, result.Integrity.Duplicated, result.Integrity.OutOfOrder, result.Integrity.Corrupt));
    }

    [Fact]
    public async Task RunAsync_WithAnAnswerLost_GoesOnAndCountsIt()
    {
        var dropped = 0;
        await using var relay = new FaultyRelay(seq => seq == 20 && Interlocked.Increment(ref dropped) == 1 ? Fault.Drop : Fault.None);

        var result = await RunAsync(relay, Mode("latency"), Short with { Count = null, Duration = TimeSpan.FromSeconds(1.5) });

        Assert.Contains(result.Notes, note => note.Contains("stood still", StringComparison.Ordinal));
        Assert.True(result.Integrity.Received > 100, $"received {result.Integrity.Received}");
        Assert.Equal(1, result.Integrity.Lost);
    }

    [Fact]
    public async Task RunAsync_SpreadWithEveryMessageOnItsWayLost_GoesOnAndCountsThem()
    {
        var dropped = 0;
        await using var relay = new FaultyRelay(seq => seq >= 20 && Interlocked.Increment(ref dropped) <= 3 ? Fault.Drop : Fault.None);

        var result = await RunAsync(relay, Mode("spread"), Short with { Count = null, Duration = TimeSpan.FromSeconds(2.5) });

        Assert.Contains(result.Notes, note => note.Contains("stood still", StringComparison.Ordinal));
        Assert.True(result.Integrity.Received > 300, $"received {result.Integrity.Received}");
        Assert.Equal(3, result.Integrity.Lost);
    }

    [Fact]
    public async Task RunAsync_WithASessionClosedByTheRelay_TellsItApartFromLoss()
    {
        await using var relay = new FaultyRelay(static seq => seq == 100 ? Fault.CloseSession : Fault.None);

        var result = await RunAsync(relay, Mode("flood"), Short with { Count = null, Duration = TimeSpan.FromSeconds(1) });

        Assert.False(result.IsSound);
        Assert.Equal(0, result.Integrity.Lost);
        Assert.True(result.Integrity.Told > 0);
        Assert.Contains(result.Problems, problem => problem.Contains(Reasons.RelayNodeLost, StringComparison.Ordinal));
    }

    [Fact]
    public async Task RunAsync_WithAConnectionEnded_EndsAndSaysSo()
    {
        await using var relay = new FaultyRelay(static seq => seq == 100 ? Fault.EndConnection : Fault.None);

        var result = await RunAsync(relay, Mode("throughput"), Short with { Count = null, Duration = TimeSpan.FromSeconds(1) });

        Assert.Contains(result.Problems, problem => problem.StartsWith("a connection was lost", StringComparison.Ordinal));
        Assert.False(result.IsSound);
    }

    [Fact]
    public async Task RunAsync_PermissionDenied_SaysWhichRuleIsMissing()
    {
        await using var relay = new FaultyRelay(static _ => Fault.None);
        relay.Refusals.Enqueue(Reasons.PermissionDenied);

        var failure = await Assert.ThrowsAsync<LoadException>(() => RunAsync(relay, Mode("throughput"), Short));

        Assert.Contains("bench-a-0@bench.local/bench/syft.pub.yaml", failure.Message, StringComparison.Ordinal);
        Assert.Contains("read: ['bench-*@bench.local']", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_TooManyOpens_TriesAgain()
    {
        await using var relay = new FaultyRelay(static _ => Fault.None);
        relay.Refusals.Enqueue(Reasons.TooManyOpens);

        Assert.True((await RunAsync(relay, Mode("throughput"), Short)).IsSound);
    }

    [Fact]
    public async Task RunAsync_NobodyThere_SaysHowToStartAServer()
    {
        var relay = new FaultyRelay(static _ => Fault.None);
        await relay.DisposeAsync();

        var failure = await Assert.ThrowsAsync<LoadException>(() => RunAsync(relay, Mode("latency"), Short));

        Assert.Contains("./hotlink serve", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_Cancelled_GivesTheResultSoFar()
    {
        await using var relay = new FaultyRelay(static _ => Fault.None);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        cancel.CancelAfter(TimeSpan.FromSeconds(1));

        var result = await Mode("throughput").RunAsync(
            Context(relay, Short with { Count = null, Duration = TimeSpan.FromHours(1) }), cancel.Token);

        Assert.True(result.IsInterrupted);
        Assert.True(result.IsSound);
        Assert.True(result.Integrity.Received > 0);
    }

    [Fact]
    public async Task RunAsync_IdleConnectionsAndSessions_AreHeldAndLeft()
    {
        await using var relay = new FaultyRelay(static _ => Fault.None);

        var result = await RunAsync(relay, new IdleMode(20, 30), Short with { Duration = TimeSpan.FromMilliseconds(50) });

        Assert.True(result.IsSound);
        Assert.Contains(result.Metrics, metric => metric.Key == "connects_per_second");
    }

    [Fact]
    public async Task RunAsync_SlowReader_GetsEverythingInTheEnd()
    {
        await using var relay = new FaultyRelay(static _ => Fault.None);

        var result = await RunAsync(
            relay, new SlowReaderMode(TimeSpan.FromMilliseconds(200), 100), Short with { Duration = TimeSpan.FromMilliseconds(300), Pairs = 2 });

        Assert.True(result.IsSound);
        Assert.Contains(result.Metrics, metric => metric is { Key: "sent_to_stuck_megabytes", Value: > 0 });
        Assert.Contains(result.Metrics, metric => metric is { Key: "stuck_rtt_p50_us", Value: > 0 });
    }

    private static IMode Mode(string name) => name switch
    {
        "latency" => new LatencyMode(null),
        "throughput" => new ThroughputMode(new(16, CreditKind.Signal)),
        "flood" => new ThroughputMode(new(WindowOutflow.NoWindow, CreditKind.Signal)),
        "local" => new ThroughputMode(new(16, CreditKind.Local)),
        "fanout" => new FanoutMode(new(16, CreditKind.Signal), 3),
        "spread" => new SpreadMode(8, 12, new(3, 1)),
        "bursts" => new SpreadMode(8, 12, new(3, 7)),
        _ => new CyclesMode(4),
    };

    private static Task<RunResult> RunAsync(FaultyRelay relay, IMode mode, TrafficSettings traffic) => mode.RunAsync(Context(relay, traffic), Cancelled);

    private static RunContext Context(FaultyRelay relay, TrafficSettings traffic)
    {
        var clock = new Clock(TimeProvider.System);
        return new(new(Placement.On(Endpoint.TryParse(relay.Url)!), null), traffic, new AccessSettings(), clock, new ProgressLine(TextWriter.Null, false, clock));
    }
}
