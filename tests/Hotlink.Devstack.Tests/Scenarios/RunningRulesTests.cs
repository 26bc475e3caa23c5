using Hotlink.Devstack.Scenarios.Running;
using Hotlink.Devstack.Scenarios.Schema;
using Hotlink.Devstack.Scenarios.Steps;
using static Hotlink.Devstack.Tests.Watching.Samples;

namespace Hotlink.Devstack.Tests.Scenarios;

public sealed class RunningRulesTests
{
    private static readonly Dictionary<string, string> Known = new() { ["port.1"] = "20001", ["email"] = "a@x.io" };

    [Fact]
    public void Expand_KnownVariables_PutsThemIn() =>
        Assert.Equal("connect 20001 as a@x.io", Variables.Expand("connect {{port.1}} as {{ email }}", Known, "f", 1));

    [Fact]
    public void Expand_AnUnknownVariable_SaysWhereAndWhatIsKnown() => Assert.Equal(
        "f:7: there is no {{port.2}}; known are email, port.1",
        Assert.Throws<ScenarioException>(() => Variables.Expand("{{port.2}}", Known, "f", 7)).Message);

    [Theory]
    [InlineData("sleep 'a b' x", "exec sleep 'a b' x")]
    [InlineData("exit 7", "exit 7")]
    [InlineData("A=1 sleep 1", "A=1 sleep 1")]
    [InlineData("a; b", "a; b")]
    [InlineData("a $(b)", "a $(b)")]
    [InlineData("exec a", "exec a")]
    public void Of_ACommand_TakesTheShellsPlaceWhereItCan(string command, string expected) =>
        Assert.Equal(["sh", "-c", expected], ShellCommand.Of(command));

    [Fact]
    public void Find_TheLastLineOfJson_IsTaken() => Assert.Equal(
        (0.5, 7.0), Measurements.Find("{\"seconds_per_round\":1}\nnoise\n{\"seconds_per_round\":0.5,\"bytes_per_second\":7}\n{broken\n"));

    [Fact]
    public void Find_NoJson_FindsNothing() => Assert.Null(Measurements.Find("done\n"));

    [Theory]
    [InlineData(AssertionKind.Moved, 1000, null)]
    [InlineData(AssertionKind.Moved, 1001, "it moved 1000 bytes")]
    [InlineData(AssertionKind.Resumes, 1, "its streams resumed 0 time(s)")]
    internal void Check_ANumber_IsHeldToIt(AssertionKind kind, long atLeast, string? expected) =>
        Assert.Equal(expected, AssertionRules.Check(new("t", kind, 0) { AtLeast = atLeast }, Series(1, _ => [Party(0)])[0], _ => ""));

    [Theory]
    [InlineData("result [3,3,4]", null)]
    [InlineData("result [3,3,5]", "its output has no '[3,3,4]'")]
    public void Check_AnOutput_IsSearched(string output, string? expected) => Assert.Equal(
        expected, AssertionRules.Check(new("t", AssertionKind.Output, 0) { Program = "p", Contains = "[3,3,4]" }, Series(1, _ => [Party(0)])[0], _ => output));
}
