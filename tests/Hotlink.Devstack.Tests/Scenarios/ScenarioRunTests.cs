using Hotlink.Devstack.Scenarios.Running;
using Hotlink.Devstack.Scenarios.Schema;
using Hotlink.Devstack.Tests.Kit;

namespace Hotlink.Devstack.Tests.Scenarios;

/// <summary>Scenarios in which something goes wrong, on real stacks.</summary>
public sealed class ScenarioRunTests : ScenarioTest
{
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
        { "an unknown variable in a file", "  - { relay: restart }\nfiles:\n  - { party: 0, path: x, text: \"{{nothing}}\" }", "t.yaml:8: there is no {{nothing}}" },
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
        Assert.Empty(Home.Running());
        Assert.Empty(Home.Home.List());
    }

    [Fact]
    public async Task Run_AClusterWithoutOrleans_SaysWhatToDo()
    {
        var scenario = ScenarioReader.ReadFile(RepositoryFiles.Scenario("node-killed"));
        var runner = new ScenarioRunner(Home.Home, TestHome.Tools with { Node = Path.Combine(Home.Path, "Hotlink.Node.dll") }, TimeProvider.System, Say);
        var failure = await Assert.ThrowsAsync<DevstackException>(() => runner.RunAsync(scenario, Home.Path, TestContext.Current.CancellationToken));
        Assert.Contains("WithOrleans=true", failure.Message, StringComparison.Ordinal);
    }
}
