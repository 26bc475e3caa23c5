using Hotlink.Devstack.Network;
using Hotlink.Devstack.Processes;
using Hotlink.Devstack.Stacks;
using Hotlink.Devstack.Tests.Kit;
using Hotlink.Testing.Waiting;

namespace Hotlink.Devstack.Tests.Stacks;

/// <summary>Stacks as people bring them up and down: by the command, as processes.</summary>
public sealed class StackTests : IAsyncLifetime
{
    private readonly TestHome _home = new();

    [Fact]
    public async Task Up_TwoStacksAtOnce_NeverTouchEachOther()
    {
        await using var one = Start("up", "--parties", "2", "--channels", "smoke");
        await using var two = Start("up", "--parties", "2", "--channels", "flow");
        await one.SaysAsync("is up; Ctrl-C");
        await two.SaysAsync("is up; Ctrl-C");
        var states = _home.Home.List();
        Assert.Equal(2, states.Count);
        Assert.Empty(states[0].Ports.All(1).Intersect(states[1].Ports.All(1)));

        await AssertOkAsync("stack " + states[0].RunId, "down", states[0].RunId);
        Assert.Equal([states[1].RunId], _home.Home.List().Select(state => state.RunId));
        Assert.All(states[1].Processes, process => Assert.True(process.Identity.IsAlive));
        Assert.All(states[0].Processes, process => Assert.False(process.Identity.IsAlive));
        await AssertOkAsync("nothing is left behind", "prune");
        Assert.All(states[1].Processes, process => Assert.True(process.Identity.IsAlive));

        // Ctrl-C at the terminal of whichever is left.
        var rest = states[1].Owner == one.Identity ? one : two;
        rest.Send(Signal.Interrupt);
        await rest.ExitCodeAsync();
        Assert.Empty(_home.Running());
        Assert.Empty(_home.Home.List());
    }

    [Fact]
    public async Task Detach_AStack_CanBeLookedAtExaminedAndEnded()
    {
        await AssertOkAsync("runs on", "up", "--parties", "3", "--detach");
        await AssertOkAsync("party2 │ runs", "status");
        await AssertOkAsync("connected to http://127.0.0.1", "logs", "party1");
        await AssertOkAsync("0_to_2", "channel", "--style", "smoke");
        var state = Assert.Single(_home.Home.List());
        await EventWait.UntilAsync(() => !FreePorts.IsFree(state.Ports.Channel(0, 1)) && !FreePorts.IsFree(state.Ports.Channel(2, 1)));
        var (code, output) = await ToolProcess.RunAsync("Hotlink.Devstack", "doctor", "--home", _home.Path);
        Assert.True(code == 0, output);
        Assert.Contains("6 marker(s) are well-formed", output, StringComparison.Ordinal);
        await AssertOkAsync("is down", "down");
        Assert.Empty(_home.Running());
        Assert.Equal([".lock"], Directory.EnumerateFileSystemEntries(_home.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Kill_TheDevstackItself_LeavesWhatPruneFindsAndRemoves()
    {
        await using var up = Start("up", "--parties", "1");
        await up.SaysAsync("is up; Ctrl-C");
        var state = Assert.Single(_home.Home.List());
        up.Send(Signal.Kill);
        await up.ExitCodeAsync();
        Assert.All(state.Processes, process => Assert.True(process.Identity.IsAlive));

        var (_, doctor) = await ToolProcess.RunAsync("Hotlink.Devstack", "doctor", "--home", _home.Path, "--probe", "true");
        Assert.Contains($"run {state.RunId} left 2 process(es) running", doctor, StringComparison.Ordinal);
        await AssertOkAsync($"removing: run {state.RunId} left 2 process(es)", "prune");
        Assert.Empty(_home.Running());
        Assert.False(Directory.Exists(state.Root));
    }

    [Fact]
    public async Task Interrupt_ARunningScenario_TakesEverythingDownAndSaysThatItFailed()
    {
        await using var run = Start("run", RepositoryFiles.Scenario("frozen-party"));
        await run.SaysAsync("ok     run compute");
        run.Send(Signal.Interrupt);
        Assert.True(await run.ExitCodeAsync() == 1, run.Output);
        Assert.Contains("FAILED the run", run.Output, StringComparison.Ordinal);
        Assert.Empty(_home.Running());
        Assert.Empty(_home.Home.List());
    }

    [Fact]
    public async Task Find_ProcessesWhoseStateIsGone_AreLeftoversByTheirMark()
    {
        var state = new StackState
        {
            RunId = "1-lost",
            Root = Path.Combine(_home.Path, "1-lost"),
            Created = DateTimeOffset.UnixEpoch,
            Parties = [],
            Ports = new(20000, 1),
            RelayNodes = 1,
        };
        using var child = ChildProcess.Start(
            new() { Name = "lost", Command = ["sleep", "100"], Folder = "/", Log = Path.Combine(_home.Path, "lost.log"), Environment = Marks.Of(state) }, TimeProvider.System);
        await EventWait.UntilAsync(() => LeftoverFinder.Find(_home.Home).Count == 1);
        var leftover = LeftoverFinder.Find(_home.Home)[0];
        Assert.Equal(("1-lost", null), (leftover.RunId, leftover.State));
        await AssertOkAsync("removing: run 1-lost left 1 process(es)", "prune");
        await child.Exit.SoonAsync();
    }

    [Theory]
    [InlineData("No stack is up", "status")]
    [InlineData("There is no stack 'x'", "down", "x")]
    [InlineData("A stack has 1 to 16 parties", "up", "--parties", "17")]
    public async Task Command_Misuse_EndsWithCode2AndSaysWhy(string text, params string[] arguments)
    {
        var (code, output) = await ToolProcess.RunAsync("Hotlink.Devstack", ["devstack", .. arguments, "--home", _home.Path]);
        Assert.Equal(2, code);
        Assert.Contains(text, output, StringComparison.Ordinal);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _home.DisposeAsync();

    private ToolProcess Start(params string[] arguments) => ToolProcess.Start("Hotlink.Devstack", ["devstack", .. arguments, "--home", _home.Path]);

    private async Task AssertOkAsync(string text, params string[] arguments)
    {
        await using var tool = Start(arguments);
        Assert.True(await tool.ExitCodeAsync() == 0, tool.Output);
        Assert.Contains(text, tool.Output, StringComparison.Ordinal);
    }
}
