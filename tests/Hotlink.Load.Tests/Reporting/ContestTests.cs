using System.Text.Json;
using Hotlink.Load.Clusters;
using Hotlink.Load.Measuring;
using Hotlink.Load.Reporting;

namespace Hotlink.Load.Tests.Reporting;

public sealed class ContestTests
{
    private static readonly string[] Contenders = ["local", "one", "same", "two"];
    private static readonly string[] Keys = ["rtt_p50_us", "server_cpu_us_per_message", "absent"];

    // Two rounds; each contender's figures are a multiple of the first one's in the same round.
    private static readonly Contest Sound = Of((10, 2), (20, 4), (30, 6), (50, 8), (100, 3), (300, 3), (200, 3), (600, 12));

    [Fact]
    public void Ratio_OfRoundsMeasuredTogether_ComparesEachWithItsOwn()
    {
        Assert.Equal(["rtt_p50_us", "server_cpu_us_per_message"], Sound.Rows.Select(static row => row.Metric.Key));
        Assert.Equal(new Spread(2.5, 2, 3), Sound.Rows[0].Ratio(1, 0));
        Assert.Equal(new Spread(160, 20, 300), Sound.Rows[0].Of(1));
        Assert.Equal(new Spread(210, 20, 400), Sound.Rows[0].Added(3, 2));
    }

    [Fact]
    public void Ratio_OfNothingByNothing_IsOne() =>
        Assert.Equal(new Spread(1, 1, 1), Of((0, 1), (0, 1), (0, 1), (0, 1)).Rows[0].Ratio(1, 0));

    [Fact]
    public void Rows_OfAFigureThatOneRunLacks_AreLeftOut()
    {
        var runs = Sound.Runs.ToArray();
        runs[5] = runs[5] with { Result = runs[5].Result with { Metrics = [.. runs[5].Result.Metrics.Skip(1)] } };

        Assert.Equal(["server_cpu_us_per_message"], new Contest("x", Contenders, Keys, runs).Rows.Select(static row => row.Metric.Key));
    }

    [Fact]
    public void IsSound_WithOneUnsoundRun_IsFalse()
    {
        var runs = Sound.Runs.ToArray();
        runs[2] = runs[2] with { Result = runs[2].Result with { Integrity = new(9, 7, 2, 0, 0, 0, 0) } };
        var contest = new Contest("x", Contenders, Keys, runs);

        Assert.True(Sound.IsSound);
        Assert.False(contest.IsSound);
        Assert.Equal((2, 0), (contest.IntegrityOf("same").Lost, contest.IntegrityOf("two").Lost));
    }

    [Fact]
    public void Write_OfACluster_SaysWhatTheSecondNodeAddsOneWay()
    {
        var output = new StringWriter();

        ClusterReport.Write(output, Sound);

        var lines = output.ToString().Split('\n').Select(static line => line.Trim()).ToList();
        Assert.Contains("a second node adds, ping-pong, one way, p50: 105 (10.0–200) µs to same", lines);
        Assert.Contains("a second node adds, ping-pong, one way, p50: 135 (20.0–250) µs to local", lines);
        Assert.Contains("a second node adds, ping-pong, server CPU: 5.50 (2.00–9.00) µs/message to same", lines);
        Assert.Contains("two: sent 2: lost 0, duplicated 0, out of order 0, corrupt 0", lines);
    }

    [Fact]
    public void WriteJson_OfACluster_HoldsEveryRunAndEveryRatio()
    {
        using var output = new MemoryStream();

        ClusterReport.WriteJson(output, Sound);

        using var json = JsonDocument.Parse(output.ToArray());
        var contest = json.RootElement.GetProperty("contest");
        Assert.Equal(8, contest.GetProperty("runs").GetArrayLength());
        Assert.Equal(2.5, contest.GetProperty("metrics")[0].GetProperty("contenders")[1].GetProperty("by_first").GetProperty("median").GetDouble());
        var added = json.RootElement.GetProperty("second_node_adds")[0];
        Assert.Equal(("one_way_p50_us", 105.0), (added.GetProperty("metric").GetString(), added.GetProperty("added").GetProperty("median").GetDouble()));
    }

    private static Contest Of(params (double RoundTrip, double Cpu)[] figures) => new("x", Contenders, Keys, [.. figures.Select((figure, at) =>
        new ContestRun("ping-pong", Contenders[at % Contenders.Length], new(
            "latency", "http://x", "", [new("rtt_p50_us", "round trip p50", figure.RoundTrip, "µs"), new("server_cpu_us_per_message", "server CPU", figure.Cpu, "µs/message")],
            new Integrity(1, 1, 0, 0, 0, 0, 0), [], [], false)))]);
}
