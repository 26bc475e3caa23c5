using Hotlink.Devstack.Network;
using Hotlink.Devstack.Processes;
using Hotlink.Devstack.Scenarios.Steps;
using Hotlink.Devstack.Stacks;

namespace Hotlink.Devstack.Scenarios.Running;

/// <summary>What a scenario does to the processes and links of its stack.</summary>
internal sealed class StackControl(RunningStack stack, StackStarter starter, StackOptions options, Watchdog watchdog) : IAsyncDisposable
{
    private readonly LinkProxy[] _links = options.Links
        ? [.. stack.State.Parties.Select(party => LinkProxy.Start(stack.State.Ports.Link(party.Index), NodesFor(party, stack.State)))]
        : [];

    private readonly Lock _gate = new();
    private readonly List<Task> _guards = [];

    public Uri ServerOf(PartySpec party) => StackStarter.ServerOf(stack.State, options, party);

    /// <summary>Brings relay and daemons up and watches over them.</summary>
    public async Task LaunchAsync(CancellationToken cancellationToken)
    {
        await starter.LaunchAsync(stack, options, cancellationToken);
        for (var node = 0; node < options.RelayNodes; node++)
        {
            Guard(Launches.RelayName(node));
        }

        foreach (var party in options.Parties.Where(party => !options.Late.Contains(party.Index)))
        {
            Guard(Launches.DaemonName(party));
        }
    }

    public async Task ActAsync(PartyAction action, PartySpec party, CancellationToken cancellationToken)
    {
        switch (action)
        {
            case PartyAction.Freeze:
                Signal(party, Processes.Signal.Stop);
                break;
            case PartyAction.Thaw:
                Signal(party, Processes.Signal.Continue);
                break;
            case PartyAction.Cut:
                _links[party.Index].Cut();
                break;
            case PartyAction.Hold:
                _links[party.Index].Freeze();
                break;
            case PartyAction.Mend:
                _links[party.Index].Mend();
                break;
            case PartyAction.Start:
                await starter.LaunchDaemonAsync(stack, options, party, cancellationToken);
                Guard(Launches.DaemonName(party));
                break;
            default:
                await EndAsync(Launches.DaemonName(party), Processes.Signal.Kill, cancellationToken);
                break;
        }
    }

    public async Task ActAsync(RelayAction action, int node, CancellationToken cancellationToken)
    {
        if (action is RelayAction.Kill or RelayAction.Restart)
        {
            await EndAsync(Launches.RelayName(node), Processes.Signal.Kill, cancellationToken);
        }
        else if (action == RelayAction.Drain)
        {
            await EndAsync(Launches.RelayName(node), Processes.Signal.Terminate, cancellationToken);
        }

        if (action is RelayAction.Start or RelayAction.Restart)
        {
            await starter.LaunchRelayAsync(stack, node, cancellationToken);
            Guard(Launches.RelayName(node));
        }
    }

    /// <summary>Completes when all processes that were watched over are gone.</summary>
    public Task GuardsAsync()
    {
        lock (_gate)
        {
            return Task.WhenAll(_guards);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var link in _links)
        {
            await link.DisposeAsync();
        }
    }

    // Each party has a node of its own for as long as that is there.
    private static int[] NodesFor(PartySpec party, StackState state) =>
        [.. Enumerable.Range(0, state.RelayNodes).Select(i => state.Ports.Relay((party.Index + i) % state.RelayNodes))];

    private void Signal(PartySpec party, Signal signal)
    {
        foreach (var process in stack.State.Processes.Where(process => process.Party == party.Email && process.Identity.IsAlive))
        {
            stack.Signals.SendToGroup(process.Identity, signal);
        }
    }

    private async Task EndAsync(string name, Signal signal, CancellationToken cancellationToken)
    {
        var process = stack.Find(name) ?? throw new ScenarioFailure($"{name} was never started");
        stack.Signals.SendToGroup(process.Identity, signal);
        await process.Exit.WaitAsync(cancellationToken);
    }

    private void Guard(string name)
    {
        var process = stack.Find(name)!;
        lock (_gate)
        {
            // Nothing of the stack itself may end before the stack is taken down.
            _guards.Add(watchdog.GuardAsync(process, stack.EndOfAsync(process), _ => false));
        }
    }
}
