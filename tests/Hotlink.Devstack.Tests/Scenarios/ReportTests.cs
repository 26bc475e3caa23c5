using Hotlink.Devstack.Output;
using Hotlink.Devstack.Scenarios.Reports;
using static Hotlink.Devstack.Tests.Watching.Samples;

namespace Hotlink.Devstack.Tests.Scenarios;

public sealed class ReportTests
{
    private static readonly ScenarioReport Failed = new()
    {
        Scenario = "s",
        RunId = "1-a",
        Time = TimeSpan.FromSeconds(2.5),
        Cases = [new("step", TimeSpan.FromSeconds(1), null), new("other", TimeSpan.Zero, "why \u0001 <it>\n" + string.Join('\n', Enumerable.Range(0, 100)))],
        Measurements = [new("work", "direct", 0.001, 2048), new("work", "relay", 0.0025, 1024)],
        Last = Series(1, _ => [Party(0), Party(1)])[0],
        Folder = "/logs",
    };

    [Fact]
    public void Create_OfAFailure_IsValidXmlWithTheReason()
    {
        var suite = JUnitFile.Create(Failed).Root!.Element("testsuite")!;
        Assert.Equal(("2", "1", "2.500"), (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value, suite.Attribute("time")!.Value));
        Assert.Equal("why \uFFFD <it>", suite.Elements("testcase").Last().Element("failure")!.Attribute("message")!.Value);
        Assert.Contains("&lt;it&gt;", suite.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_OfAFailure_FitsAScreenAndNamesEverything()
    {
        var text = Write(Failed);
        Assert.True(text.Split('\n').Length < 40, text);
        Assert.All(["FAILED  other", "p1@x.io: daemon runs, moved 1000 B, programs: w1", "/logs", "run 1-a"], part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Write_TwoWays_GivesTheRatio() => Assert.Contains("2.5", Write(Failed).Split('\n').Single(line => line.Contains("work ", StringComparison.Ordinal) && line.Contains("1.0 ms", StringComparison.Ordinal)), StringComparison.Ordinal);

    private static string Write(ScenarioReport report)
    {
        using var writer = new StringWriter();
        ReportText.Write(Consoles.For(writer, redirected: true), report);
        return writer.ToString();
    }
}
