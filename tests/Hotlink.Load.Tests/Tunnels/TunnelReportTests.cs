using System.Text.Json;
using Hotlink.Load.Tunnels;

namespace Hotlink.Load.Tests.Tunnels;

public sealed class TunnelReportTests
{
    private static readonly TunnelSettings Settings = new(1024, TimeSpan.Zero, TimeSpan.FromSeconds(1), 3);

    private static readonly RouteResult[] Routes =
    [
        new("splice", false, [new(10, 20, 4e9, 0.5), new(12, 24, 4e9, 0.5), new(11, 22, 2e9, 0.5)]),
        new("relay", true, [new(30, 60, 2e9, 1), new(36, 72, 1e9, 1), new(22, 44, 2e9, 1)]),
        new("tunnel", true, [new(40, 80, 1e9, 2), new(56, 90, 1e9, 2), new(62, 99, 1e9, 2)]),
    ];

    [Fact]
    public void Ratio_OfRoundsMeasuredTogether_ComparesEachWithItsOwn()
    {
        var ratio = Routes[1].Ratio(Routes[0], static round => round.BytesPerSecond);

        Assert.Equal((0.5, 0.25, 1.0), (ratio.Median, ratio.Min, ratio.Max));
    }

    [Fact]
    public void Added_OfRoundsMeasuredTogether_SubtractsEachFromItsOwn()
    {
        var added = Routes[2].Added(Routes[1], static round => round.MedianMicroseconds);

        Assert.Equal((20.0, 10.0, 40.0), (added.Median, added.Min, added.Max));
    }

    [Fact]
    public void Write_LimitsAndOurs_ComparesOursWithAllBeforeThem()
    {
        var output = new StringWriter();

        TunnelReport.Write(output, Routes, Settings);

        var lines = output.ToString().Split('\n').Select(static line => line.Trim()).Where(static line => line.Contains(" by ", StringComparison.Ordinal)).ToList();
        Assert.Equal(["relay by splice", "tunnel by splice", "tunnel by relay"], lines.Select(static line => line.Split(':')[0]));
        Assert.Contains("20.0 (10.0–40.0) µs more", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void WriteJson_Routes_HoldsTheAddedLatency()
    {
        var output = new StringWriter();

        TunnelReport.WriteJson(output, Routes, Settings);

        using var json = JsonDocument.Parse(output.ToString());
        var last = json.RootElement.GetProperty("ratios").EnumerateArray().Last();
        Assert.Equal(("tunnel", "relay"), (last.GetProperty("name").GetString(), last.GetProperty("by").GetString()));
        Assert.Equal(20, last.GetProperty("added_microseconds").GetProperty("median").GetDouble());
    }
}
