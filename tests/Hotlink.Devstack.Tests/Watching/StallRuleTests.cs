using Hotlink.Devstack.Watching;
using static Hotlink.Devstack.Tests.Watching.Samples;

namespace Hotlink.Devstack.Tests.Watching;

public sealed class StallRuleTests
{
    private const int Intervals = 10;
    private readonly StallRule _rule = new(Intervals);

    [Fact]
    public void Find_FewerLooksThanTheWindow_SaysNothing() => Assert.Null(_rule.Find(Series(Intervals, _ => [Party(0), Party(1)])));

    [Fact]
    public void Find_OnePartyMoves_SaysNothing() => Assert.Null(_rule.Find(Series(Intervals + 1, i => [Party(0), Party(1, 1000 + i)])));

    [Fact]
    public void Find_OneProgramComputes_SaysNothing() => Assert.Null(_rule.Find(Series(Intervals + 1, i => [Party(0), Party(1, cpu: i * 0.4)])));

    [Fact]
    public void Find_NoProgramRuns_SaysNothing() =>
        Assert.Null(_rule.Find(Series(Intervals + 1, _ => [Party(0) with { Workloads = [] }, Party(1) with { Workloads = [] }])));

    [Fact]
    public void Find_ProgramsBegan_WithinTheWindow_SaysNothing() =>
        Assert.Null(_rule.Find(Series(Intervals + 1, i => [i < 3 ? Party(0) with { Workloads = [] } : Party(0)])));

    [Fact]
    public void Find_NothingStandsOut_BlamesNobody()
    {
        var verdict = _rule.Find(Series(Intervals + 1, _ => [Party(0), Party(1)]))!;
        Assert.Equal((null, StallCause.Unknown), (verdict.Party, verdict.Cause));
        Assert.StartsWith("nothing has moved for 5.0 s (10 intervals) while work is left", verdict.Text, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Suspects() => new()
    {
        { "gone", nameof(StallCause.DaemonGone) },
        { "daemon-frozen", nameof(StallCause.DaemonFrozen) },
        { "program-frozen", nameof(StallCause.WorkloadFrozen) },
        { "silent", nameof(StallCause.DaemonSilent) },
        { "link", nameof(StallCause.LinkDown) },
        { "slow", nameof(StallCause.ApplicationSlow) },
        { "no-program", nameof(StallCause.NoWorkload) },
        { "tunnel", nameof(StallCause.TunnelUnused) },
    };

    [Theory]
    [MemberData(nameof(Suspects))]
    public void Find_OnePartyStandsOut_NamesItAndWhy(string what, string cause)
    {
        var verdict = _rule.Find(Series(Intervals + 1, _ => [Party(0), Spoil(Party(1), what), Party(2)]))!;
        Assert.Equal((1, cause), (verdict.Party, verdict.Cause.ToString()));
    }

    // The frozen party's own counters are stale too, and its peers complain: the freeze is the cause of both.
    [Fact]
    public void Find_SeveralSigns_TakesTheSurest()
    {
        var verdict = _rule.Find(Series(Intervals + 1, _ =>
            [Party(0, 1000, 0, Session("p2@x.io", stall: "peer-link")), Spoil(Party(1), "tunnel"), Spoil(Spoil(Party(2), "silent"), "daemon-frozen")]))!;
        Assert.Equal((2, StallCause.DaemonFrozen), (verdict.Party, verdict.Cause));
    }

    [Fact]
    public void Find_ADaemonWaitsForAPeer_BlamesThePeer()
    {
        var verdict = _rule.Find(Series(Intervals + 1, _ => [Party(0, 1000, 0, Session("p1@x.io", stall: "peer-application")), Party(1)]))!;
        Assert.Equal((1, StallCause.AccusedByPeer), (verdict.Party, verdict.Cause));
    }

    private static PartySample Spoil(PartySample party, string what) => what switch
    {
        "gone" => party with { DaemonAlive = false },
        "daemon-frozen" => party with { DaemonStopped = true },
        "program-frozen" => party with { Workloads = [party.Workloads[0] with { Stopped = true }] },
        "silent" => party with { Telemetry = party.Telemetry! with { Updated = Start - TimeSpan.FromSeconds(3) } },
        "link" => party with { Telemetry = party.Telemetry! with { Linked = false } },
        "slow" => party with { Telemetry = party.Telemetry! with { Sessions = [Session("p0@x.io", stall: "own-application")] } },
        "no-program" => party with { Workloads = [] },
        _ => party with { Telemetry = party.Telemetry! with { Tunnels = new Dictionary<int, bool> { [21001] = true, [21003] = false } } },
    };
}
