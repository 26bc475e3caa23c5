using Hotlink.Devstack.Processes;
using Hotlink.Devstack.Stacks;
using Hotlink.Devstack.Telemetry;

namespace Hotlink.Devstack.Watching;

/// <summary>Takes samples of a stack.</summary>
internal sealed class StackWatcher(TimeProvider timeProvider)
{
    private readonly Dictionary<string, TelemetrySnapshot> _last = [];

    public StackSample Take(StackState state) => new(timeProvider.GetUtcNow(), [.. state.Parties.Select(party => Take(state, party))]);

    private PartySample Take(StackState state, PartySpec party)
    {
        // A file that is being written can't be read: what was seen last holds on.
        if (TelemetryFile.TryRead(state.Layout.Telemetry(party.Email)) is { } telemetry)
        {
            _last[party.Email] = telemetry;
        }

        var daemon = state.Processes.FirstOrDefault(process => process.Name == Launches.DaemonName(party))?.Identity;
        return new()
        {
            Index = party.Index,
            Email = party.Email,
            Started = daemon is not null,
            DaemonAlive = daemon?.IsAlive == true,
            DaemonStopped = daemon?.IsStopped == true,
            Telemetry = _last.GetValueOrDefault(party.Email),
            Workloads = [.. state.Processes.Where(process => process.Party == party.Email && process.Identity != daemon).Select(Take).OfType<WorkloadSample>()],
        };
    }

    private static WorkloadSample? Take(ProcessRecord process) => ProcessTable.Read(process.Identity.Pid) is { } entry
        && entry.Start == process.Identity.Start && entry.State is not ('Z' or 'X')
        ? new(process.Name, entry.State is 'T' or 't', entry.ProcessorTime)
        : null;
}
