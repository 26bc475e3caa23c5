using Hotlink.Devstack.Scenarios.Schema;
using Hotlink.Devstack.Scenarios.Steps;
using Hotlink.Devstack.Tests.Kit;

namespace Hotlink.Devstack.Tests.Scenarios;

public sealed class ScenarioReaderTests
{
    private const string Head = "name: t\nparties: 2\nsteps:\n";

    public static TheoryData<string> Shipped() => new(RepositoryFiles.Scenarios.Select(path => Path.GetFileNameWithoutExtension(path)!));

    [Theory]
    [MemberData(nameof(Shipped))]
    public void ReadFile_AShippedScenario_HasTheNameOfItsFile(string name)
    {
        var scenario = ScenarioReader.ReadFile(RepositoryFiles.Scenario(name));
        Assert.Equal(name, scenario.Name);
        Assert.NotEmpty(scenario.About);
        Assert.NotEmpty(scenario.Steps);
    }

    [Fact]
    public void Read_Defaults_AreTheStrictOnes()
    {
        var scenario = ScenarioReader.Read("t.yaml", Head + "  - { party: 0, do: freeze }\n");
        Assert.Equal(new AlwaysSpec(true, true, true, true), scenario.Always);
        Assert.Equal((2, 1, 20), (scenario.Parties.Count, scenario.RelayNodes, scenario.WatchIntervals));
    }

    [Fact]
    public void Read_ARun_TakesItsParts()
    {
        var scenario = ScenarioReader.Read("t.yaml", Head +
            "  - { run: x, name: job, party: all, background: on, within: 1500ms, code: 3, measure: { what: w, way: relay } }\n");
        var run = Assert.IsType<RunStep>(Assert.Single(scenario.Steps));
        Assert.Equal((2, true, TimeSpan.FromSeconds(1.5), 3, new MeasureSpec("w", "relay")), (run.Parties.Count, run.Background, run.Within, run.ExpectedCode, run.Measure));
    }

    [Theory]
    [InlineData("name: t\nparties: 2\n", "t.yaml:1: 'steps' is missing")]
    [InlineData("name: t\nparties: 2\nstepps: []\nsteps: []\n", "t.yaml:3: a scenario has no 'stepps'")]
    [InlineData("name: t\nparties: 99\nsteps: []\n", "t.yaml:2: 'parties' is a number from 1 to 16")]
    [InlineData("name: a b\nparties: 2\nsteps: []\n", "t.yaml:1: 'name' is")]
    [InlineData("name: t\nparties: [a@x.io, a@y.io]\nsteps: []\n", "t.yaml:2: a party is an email whose name no other has")]
    [InlineData("name: t\nname: u\nparties: 2\nsteps: []\n", "t.yaml:2: Duplicate key")]
    [InlineData("name: [\n", "t.yaml:2:")]
    [InlineData("- 1\n", "t.yaml:1: a scenario is one map")]
    [InlineData(Head + "  - { party: 0, do: dance }\n", "t.yaml:4: 'do' is one of freeze, thaw, cut, hold, mend, start, kill")]
    [InlineData(Head + "  - { party: 2, do: freeze }\n", "t.yaml:4: 'party' is a number from 0 to 1")]
    [InlineData(Head + "  - { run: x, name: job, party: 0 }\n  - { run: x, name: job, party: 0 }\n", "t.yaml:5: 'job' can't be a name")]
    [InlineData(Head + "  - { run: x, party: 0 }\n", "t.yaml:4: 'name' is missing")]
    [InlineData(Head + "  - { run: x, name: a/b, party: 0 }\n", "t.yaml:4: 'a/b' can't be a name")]
    [InlineData(Head + "  - { run: x, name: job, party: 0, within: soon }\n", "t.yaml:4: 'within' is a time such as 500ms, 10s or 2m")]
    [InlineData(Head + "  - { run: x, name: job, party: 0, wihtin: 1s }\n", "t.yaml:4: the step 'run' has no 'wihtin'")]
    [InlineData(Head + "  - { wait: { ended: job } }\n", "t.yaml:4: no step before this one runs 'job'")]
    [InlineData(Head + "  - { wait: { file: x, moved: 1KB, party: 0 } }\n", "t.yaml:4: a wait is for exactly one of file, moved, link, ended")]
    [InlineData(Head + "  - { relay: kill, node: 1 }\n", "t.yaml:4: 'node' is a number from 0 to 0")]
    [InlineData(Head + "  - { }\n", "t.yaml:4: a step is exactly one of")]
    [InlineData(Head + "  - { relay: kill }\nfiles:\n  - { party: 0, path: ../x, text: y }\n", "t.yaml:6: 'path' is relative")]
    [InlineData(Head + "  - { relay: kill }\nassert:\n  - { party: 0, moved: 1KB, resumes: 1 }\n", "t.yaml:6: an assertion is exactly one of")]
    [InlineData(Head + "  - { relay: kill }\nalways: { stals: off }\n", "t.yaml:5: 'always' has no 'stals'; it knows exits, rejects, self-sessions, stalls")]
    public void Read_AMistake_SaysWhereAndWhat(string text, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<ScenarioException>(() => ScenarioReader.Read("t.yaml", text)).Message, StringComparison.Ordinal);
}
