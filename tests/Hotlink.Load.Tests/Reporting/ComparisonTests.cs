using System.Text.Json;
using Hotlink.Load.Reporting;

namespace Hotlink.Load.Tests.Reporting;

public sealed class ComparisonTests
{
    [Theory]
    [InlineData(new[] { 3.0, 1.0, 2.0 }, 2, 1, 3)]
    [InlineData(new[] { 4.0, 1.0 }, 2.5, 1, 4)]
    [InlineData(new[] { 7.0 }, 7, 7, 7)]
    public void SpreadOf_Values_IsTheirMedianAndEnds(double[] values, double median, double min, double max) =>
        Assert.Equal(new Spread(median, min, max), Spread.Of(values));

    [Fact]
    public void Metrics_OfRounds_AreRatiosRoundByRound()
    {
        var comparison = new Comparison([(Run(10), Run(20)), (Run(30), Run(10)), (Run(10), Run(10))]);

        var metric = Assert.Single(comparison.Metrics);
        Assert.Equal(new Spread(10, 10, 30), metric.A);
        Assert.Equal(new Spread(10, 10, 20), metric.B);
        Assert.Equal(new Spread(1, 0.5, 3), metric.Ratio);
    }

    [Fact]
    public void Metrics_ThatOneRunLacks_AreLeftOut() =>
        Assert.Empty(new Comparison([(Run(10), Run(20)), (Run(10), Run(20) with { Metrics = [] })]).Metrics);

    [Fact]
    public void IsSound_WithOneUnsoundRun_IsFalse()
    {
        Assert.True(new Comparison([(Run(1), Run(2))]).IsSound);
        Assert.False(new Comparison([(Run(1), Run(2) with { Integrity = new(5, 4, 1, 0, 0, 0, 0) })]).IsSound);
        Assert.False(new Comparison([(Run(1) with { Problems = ["x"] }, Run(2))]).IsSound);
    }

    [Fact]
    public void JsonReport_OfAComparison_IsOneObjectWithAllRuns()
    {
        using var output = new MemoryStream();

        JsonReport.Write(output, new Comparison([(Run(10), Run(0)), (Run(10), Run(5))]));

        using var json = JsonDocument.Parse(output.ToArray());
        Assert.Equal(4, json.RootElement.GetProperty("runs").GetArrayLength());
        Assert.Equal(10, json.RootElement.GetProperty("runs")[0].GetProperty("metrics").GetProperty("rate").GetDouble());
        Assert.Equal(2.5, json.RootElement.GetProperty("metrics")[0].GetProperty("b").GetProperty("median").GetDouble());
    }

    private static RunResult Run(double rate) =>
        new("throughput", "http://x", "", [new("rate", "rate", rate, "/s")], new(5, 5, 0, 0, 0, 0, 0), [], [], false);
}
