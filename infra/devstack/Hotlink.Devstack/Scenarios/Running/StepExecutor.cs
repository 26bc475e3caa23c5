using Hotlink.Devstack.Scenarios.Schema;
using Hotlink.Devstack.Scenarios.Steps;
using Hotlink.Devstack.Stacks;

namespace Hotlink.Devstack.Scenarios.Running;

/// <summary>Carries out the steps of a scenario.</summary>
internal sealed class StepExecutor(Scenario scenario, RunningStack stack, StackControl control, Watchdog watchdog, Measurements measurements)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly Lock _gate = new();
    private readonly List<ProgramRun> _programs = [];
    private readonly List<Task> _guards = [];

    /// <summary>All programs so far.</summary>
    public IReadOnlyList<ProgramRun> Programs
    {
        get
        {
            lock (_gate)
            {
                return [.. _programs];
            }
        }
    }

    /// <exception cref="ScenarioFailure">The step didn't do what it should.</exception>
    public Task ExecuteAsync(ScenarioStep step, CancellationToken cancellationToken) => step switch
    {
        RunStep run => RunAsync(run, cancellationToken),
        WaitStep { Ended: { } ended } wait => EndedAsync(ProgramsOf(ended), wait.Within, cancellationToken),
        WaitStep wait => WaitAsync(wait, cancellationToken),
        PartyStep party => control.ActAsync(party.Action, stack.State.Parties[party.Party], cancellationToken),
        RelayStep relay => control.ActAsync(relay.Action, relay.Node, cancellationToken),
        VerdictStep verdict => ExpectVerdictAsync(verdict, cancellationToken),
        ParallelStep parallel => Task.WhenAll(parallel.Steps.Select(inner => ExecuteAsync(inner, cancellationToken))),
        _ => throw new ArgumentException($"No way to carry out {step.GetType().Name}.", nameof(step)),
    };

    /// <summary>Waits for every program that still runs, and holds each to the end that is expected of it.</summary>
    public Task FinishAsync(CancellationToken cancellationToken) => EndedAsync(Programs, scenario.Timeout, cancellationToken);

    /// <summary>Completes when nobody watches over an end any more: after all programs are gone.</summary>
    public Task GuardsAsync()
    {
        lock (_gate)
        {
            return Task.WhenAll(_guards);
        }
    }

    private async Task RunAsync(RunStep step, CancellationToken cancellationToken)
    {
        var runs = step.Parties.Select(party => Start(step, stack.State.Parties[party])).ToList();
        if (!step.Background)
        {
            await EndedAsync(runs, step.Within, cancellationToken);
        }
    }

    private ProgramRun Start(RunStep step, PartySpec party)
    {
        var variables = Variables.Of(stack.State, stack.Tools, party, typeof(StepExecutor).Assembly.Location);
        var name = $"{step.Program}-{party.Name}";
        var process = stack.Start(
            new()
            {
                Name = name,
                Command = ShellCommand.Of(Variables.Expand(step.Command, variables, scenario.File, step.Line)),
                Folder = stack.Layout.Sandbox(party.Email),
                Log = stack.Layout.LogOf(name),
                Environment = Launches.EnvironmentOf(stack.State, party, control.ServerOf(party)),
            },
            party.Email);
        var run = new ProgramRun(step, party, process, stack.EndOfAsync(process));
        lock (_gate)
        {
            _programs.Add(run);
            _guards.Add(watchdog.GuardAsync(process, run.End, run.IsExpected));
        }

        return run;
    }

    private async Task EndedAsync(IReadOnlyList<ProgramRun> runs, TimeSpan within, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(runs.Select(run => run.End)).WaitAsync(within, stack.TimeProvider, cancellationToken);
        }
        catch (TimeoutException)
        {
            var late = runs.Where(run => !run.End.IsCompleted).ToList();
            throw new ScenarioFailure($"{string.Join(", ", late.Select(run => run.Process.Name))} still run(s) after {within.TotalSeconds:0.#} s. " +
                $"{late[0].Process.Name}'s last output:\n{late[0].Process.LastOutput()}");
        }

        foreach (var run in runs)
        {
            var end = await run.End;
            if (!run.IsExpected(end))
            {
                throw new ScenarioFailure(run.Complaint(end));
            }
        }

        measurements.Add(runs);
    }

    private async Task WaitAsync(WaitStep step, CancellationToken cancellationToken)
    {
        var party = stack.State.Parties[step.Party];
        if (step.File is { } file)
        {
            var path = Path.Combine(stack.Layout.Sandbox(party.Email), file);
            await UntilAsync(() => File.Exists(path), step, () => $"there is no {path}", cancellationToken);
        }
        else if (step.Linked is { } linked)
        {
            await UntilAsync(
                () => watchdog.Last?.Parties[step.Party].Telemetry?.Linked == linked, step, () => $"the link of {party.Email} is {(linked ? "down" : "up")}", cancellationToken);
        }
        else
        {
            await UntilAsync(
                () => MovedBy(step.Party) >= step.Moved, step, () => $"{party.Email} has moved {MovedBy(step.Party)} bytes, not {step.Moved}", cancellationToken);
        }
    }

    private async Task ExpectVerdictAsync(VerdictStep step, CancellationToken cancellationToken)
    {
        Watching.Verdict? verdict = null;
        var wait = new WaitStep(step.Title, step.Line, step.Within);
        await UntilAsync(() => (verdict = watchdog.FindStall()) is not null, wait, () => "no verdict: something still moves, or no work is left", cancellationToken);
        if (verdict!.Party != step.Party)
        {
            throw new ScenarioFailure($"the verdict names {(verdict.Party is { } named ? $"party {named}" : "nobody")}, not party {step.Party}: {verdict.Text}");
        }
    }

    private long MovedBy(int party) => watchdog.Last?.Parties[party].Moved ?? 0;

    private IReadOnlyList<ProgramRun> ProgramsOf(string program) => [.. Programs.Where(run => run.Step.Program == program)];

    private async Task UntilAsync(Func<bool> condition, WaitStep step, Func<string> seen, CancellationToken cancellationToken)
    {
        var start = stack.TimeProvider.GetTimestamp();
        while (!condition())
        {
            if (stack.TimeProvider.GetElapsedTime(start) > step.Within)
            {
                throw new ScenarioFailure($"waited {step.Within.TotalSeconds:0.#} s: {seen()}");
            }

            await Task.Delay(Pause, stack.TimeProvider, cancellationToken);
        }
    }
}
