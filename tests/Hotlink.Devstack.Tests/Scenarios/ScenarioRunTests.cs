using Hotlink.Devstack.Scenarios.Reports;
using Hotlink.Devstack.Scenarios.Running;
using Hotlink.Devstack.Scenarios.Schema;
using Hotlink.Devstack.Tests.Kit;

namespace Hotlink.Devstack.Tests.Scenarios;

/// <summary>Scenarios on real stacks, one after the other.</summary>
public sealed class ScenarioRunTests : IAsyncLifetime
{
    private readonly TestHome _home = new();
    private readonly List<string> _said = [];

    public static TheoryData<string> Shipped() => new(RepositoryFiles.Scenarios.Select(path => Path.GetFileNameWithoutExtension(path)!));

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task Run_AShippedScenario_Passes(string name)
    {
        var scenario = ScenarioReader.ReadFile(RepositoryFiles.Scenario(name));
        if (scenario.RelayNodes > 1 && !TestHome.Tools.HasOrleans)
        {
            Assert.Skip("The relay is built without Orleans.");
        }

        var report = await RunAsync(scenario);
        Assert.True(report.Passed, Told(report));
        Assert.Empty(_home.Running());
        Assert.True(File.Exists(Path.Combine(report.Folder, "junit.xml")));
        Assert.True(File.Exists(Path.Combine(report.Folder, "relay0.log")));
        if (name == "three-party")
        {
            Assert.Equal(["direct", "relay"], report.Measurements.Select(one => one.Way).Distinct());
        }
    }

    public static TheoryData<string, string, string> Failures() => new()
    {
        { "a program that is killed", "  - { run: \"echo begun; kill -9 $$\", name: job, party: 1 }", "job-party1 was ended by SIGKILL (9) after" },
        { "a program that fails", "  - { run: exit 7, name: job, party: 0 }", "job-party0 ended with code 7" },
        {
            "a program behind one's back",
            "  - { run: exit 7, name: job, party: 0, background: true }\n  - { wait: { file: never, party: 0, within: 30s } }",
            "job-party0 ended with code 7"
        },
        { "a program that goes on", "  - { run: sleep 100, name: job, party: 0, within: 500ms }", "job-party0 still run(s) after 0.5 s" },
        { "a file that doesn't come", "  - { wait: { file: never, party: 0, within: 200ms } }", "waited 0.2 s: there is no" },
        { "nothing that moves", "  - { run: sleep 100, name: job, party: 1 }", "nothing has moved for" },
        { "a verdict that blames another", "  - { run: sleep 100, name: job, party: 1, background: on }\n  - { verdict: { party: 1, within: 20s } }\nalways: { stalls: off }", "the verdict names party 0, not party 1" },
        { "an unknown variable", "  - { run: \"echo {{nothing}}\", name: job, party: 1 }", "there is no {{nothing}}" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Run_WhatGoesWrong_IsReportedAndLeavesNothing(string what, string steps, string expected)
    {
        var report = await RunAsync(ScenarioReader.Read(
            "t.yaml", $"name: t\nabout: {what}\nparties: 2\nwatch: {{ every: 100ms, intervals: 20 }}\nsteps:\n{steps}\n"));
        Assert.False(report.Passed);
        Assert.Contains(expected, Told(report), StringComparison.Ordinal);
        Assert.Empty(_home.Running());
        Assert.Empty(_home.Home.List());
    }

    [Fact]
    public async Task Run_AClusterWithoutOrleans_SaysWhatToDo()
    {
        var scenario = ScenarioReader.ReadFile(RepositoryFiles.Scenario("node-killed"));
        var runner = new ScenarioRunner(_home.Home, TestHome.Tools with { Node = Path.Combine(_home.Path, "Hotlink.Node.dll") }, TimeProvider.System, Say);
        var failure = await Assert.ThrowsAsync<DevstackException>(() => runner.RunAsync(scenario, _home.Path, TestContext.Current.CancellationToken));
        Assert.Contains("WithOrleans=true", failure.Message, StringComparison.Ordinal);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _home.DisposeAsync();

    private Task<ScenarioReport> RunAsync(Scenario scenario) => new ScenarioRunner(_home.Home, TestHome.Tools, TimeProvider.System, Say)
        .RunAsync(scenario, Path.Combine(_home.Path, "results"), TestContext.Current.CancellationToken);

    private void Say(string line)
    {
        lock (_said)
        {
            _said.Add(line);
        }
    }

    private string Told(ScenarioReport report) =>
        string.Join('\n', [.. _said, .. report.Cases.Where(result => result.Failure is not null).Select(result => $"{result.Name}: {result.Failure}")]);
}
