using Hotlink.Devstack.Doctor;
using Hotlink.Devstack.Scenarios.Reports;
using Hotlink.Devstack.Scenarios.Schema;
using Hotlink.Devstack.Scenarios.Steps;
using Hotlink.Devstack.Stacks;

namespace Hotlink.Devstack.Scenarios.Running;

/// <summary>Runs a scenario on a stack of its own, from bringing it up to taking it down, whatever happens between.</summary>
internal sealed class ScenarioRunner(StackHome home, ToolPaths tools, TimeProvider timeProvider, Action<string> say)
{
    /// <param name="scenario">What to run.</param>
    /// <param name="results">Where logs and reports go, in a folder for each run.</param>
    /// <param name="cancellationToken">Calls the run off; the stack is taken down all the same.</param>
    public async Task<ScenarioReport> RunAsync(Scenario scenario, string results, CancellationToken cancellationToken)
    {
        var start = timeProvider.GetTimestamp();
        var options = new StackOptions
        {
            Parties = scenario.Parties,
            RelayNodes = scenario.RelayNodes,
            Channels = scenario.Channels,
            Links = true,
            Late = scenario.Late,
            Flow = scenario.Name,
        };
        var starter = new StackStarter(home, tools, timeProvider, say);
        using var stack = await starter.PrepareAsync(options, cancellationToken);
        using var watchdog = new Watchdog(stack, scenario);
        var cases = new CaseLog(timeProvider, say);
        var measurements = new Measurements();
        using var limit = new CancellationTokenSource(scenario.Timeout, timeProvider);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, watchdog.Alarm, limit.Token);
        await using (var control = new StackControl(stack, starter, options, watchdog))
        {
            var executor = new StepExecutor(scenario, stack, control, watchdog, measurements);
            using var watching = new CancellationTokenSource();
            var watch = watchdog.WatchAsync(watching.Token);
            WriteFiles(scenario, stack);
            await cases.RunAsync("the doctor finds nothing wrong", () => Task.Run(() => Preflight.Check(home, stack.State, timeProvider), CancellationToken.None));
            await RunStepsAsync(scenario, control, executor, cases, any.Token);
            await watching.CancelAsync();
            await watch;
            if (scenario.Assertions.Any(assertion => assertion.Kind != AssertionKind.Output))
            {
                await watchdog.SettleAsync();
            }

            Conclude(scenario, watchdog, stack, cases, cancellationToken, limit.Token);
            await cases.RunAsync("take the stack down", () => TakeDownAsync(stack), evenAfterFailure: true);
            await Task.WhenAll(control.GuardsAsync(), executor.GuardsAsync());
        }

        var folder = ResultFolder.Keep(stack.State, Path.Combine(results, $"{scenario.Name}-{stack.State.RunId}"));
        StackStopper.Erase(stack.State);
        var report = new ScenarioReport
        {
            Scenario = scenario.Name,
            RunId = stack.State.RunId,
            Time = timeProvider.GetElapsedTime(start),
            Cases = cases.All,
            Measurements = measurements.All,
            Last = watchdog.Last,
            Folder = folder,
        };
        ResultFolder.Write(report);
        return report;
    }

    private static async Task RunStepsAsync(
        Scenario scenario, StackControl control, StepExecutor executor, CaseLog cases, CancellationToken cancellationToken)
    {
        await cases.RunAsync($"bring up a relay and {scenario.Parties.Count} parties", () => control.LaunchAsync(cancellationToken));
        foreach (var step in scenario.Steps)
        {
            await cases.RunAsync($"{step.Title} (line {step.Line})", () => executor.ExecuteAsync(step, cancellationToken));
        }

        await cases.RunAsync("every program ends by itself", () => executor.FinishAsync(cancellationToken));
    }

    private static void WriteFiles(Scenario scenario, RunningStack stack)
    {
        foreach (var file in scenario.Files)
        {
            var party = scenario.Parties[file.Party];
            var variables = Variables.Of(stack.State, stack.Tools, party, "");
            var path = Path.Combine(stack.Layout.Sandbox(party.Email), file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, Variables.Expand(file.Text, variables, scenario.File, 1));
        }
    }

    private static void Conclude(
        Scenario scenario, Watchdog watchdog, RunningStack stack, CaseLog cases, CancellationToken stopped, CancellationToken limit)
    {
        foreach (var (rule, on) in AlwaysRules.Of(scenario.Always).Where(rule => rule.On))
        {
            cases.Add($"always: {rule}", watchdog.Violation is { } violation && violation.Rule == rule ? violation.Text : null);
        }

        if (limit.IsCancellationRequested)
        {
            cases.Add("the time of the scenario", $"it took longer than {scenario.Timeout.TotalSeconds:0} s");
        }

        if (stopped.IsCancellationRequested)
        {
            cases.Add("the run", "it was called off");
        }

        if (cases.All.Any(result => result.Failure is not null))
        {
            return;
        }

        foreach (var assertion in scenario.Assertions)
        {
            cases.Add(assertion.Title, AssertionRules.Check(assertion, watchdog.Last!, name => File.ReadAllText(stack.Layout.LogOf($"{name}-{scenario.Parties[assertion.Party].Name}"))));
        }
    }

    private async Task TakeDownAsync(RunningStack stack)
    {
        var killed = await new StackStopper(stack.Signals, timeProvider).EndAsync(stack.State);
        if (killed.Count > 0)
        {
            throw new ScenarioFailure($"did not end when asked, and had to be killed: {string.Join(", ", killed)}");
        }
    }
}
