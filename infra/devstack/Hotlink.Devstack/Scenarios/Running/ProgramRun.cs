using Hotlink.Devstack.Processes;
using Hotlink.Devstack.Scenarios.Steps;
using Hotlink.Devstack.Stacks;

namespace Hotlink.Devstack.Scenarios.Running;

/// <summary>A program of a step in one party.</summary>
internal sealed record ProgramRun(RunStep Step, PartySpec Party, ChildProcess Process, Task<ProcessEnd> End)
{
    /// <summary>Whether an end is the one that the step expects.</summary>
    public bool IsExpected(ProcessEnd end) => Step.ExpectedSignal is { } signal
        ? end.Exit.Signal.ToName() == signal
        : end.Exit.Signal == Signal.None && end.Exit.Code == Step.ExpectedCode;

    /// <summary>What to say of an end that isn't.</summary>
    public string Complaint(ProcessEnd end) => $"{end.ToText()}; expected {Step.ExpectedSignal ?? $"code {Step.ExpectedCode}"}. Its last output:\n{end.LastOutput}";
}
