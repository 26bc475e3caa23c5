using Hotlink.Devstack.Channels;
using Hotlink.Devstack.Network;
using Hotlink.Devstack.Processes;

namespace Hotlink.Devstack.Stacks;

/// <summary>Brings a stack up: ports, folders, relay, daemons.</summary>
internal sealed class StackStarter(StackHome home, ToolPaths tools, TimeProvider timeProvider, Action<string> say)
{
    /// <summary>Takes a run id and ports and lays out the folders; nothing runs yet.</summary>
    public async Task<RunningStack> PrepareAsync(StackOptions options, CancellationToken cancellationToken)
    {
        if (options.Parties.Count is < 1 or > PortPlan.MaxParties)
        {
            throw new DevstackException($"A stack has 1 to {PortPlan.MaxParties} parties.");
        }

        if (options.RelayNodes > 1 && !tools.HasOrleans)
        {
            throw new DevstackException("The relay is built without Orleans, so it can't be a cluster: build it with WithOrleans=true, or use --relay local.");
        }

        using var held = await home.LockAsync(timeProvider, cancellationToken);
        var now = timeProvider.GetUtcNow();
        var runId = RunId.Create(now);
        var taken = home.List().SelectMany(stack => stack.Ports.All(stack.RelayNodes)).ToHashSet();
        var state = new StackState
        {
            RunId = runId,
            Root = home.LayoutOf(runId).Root,
            Created = now,
            Owner = ProcessIdentity.Of(Environment.ProcessId),
            Parties = options.Parties,
            RelayNodes = options.RelayNodes,
            Ports = PortPlan.Choose(options.Parties.Count, options.RelayNodes, runId.GetHashCode(StringComparison.Ordinal), FreePorts.IsFree, taken),
        };
        state.Save();
        foreach (var party in options.Parties)
        {
            SandboxFiles.Create(state.Layout, party, ServerOf(state, options, party));
        }

        ChannelWriter.Write(state.Layout, ChannelLayout.Of(options.Parties, state.Ports, options.Channels, options.Flow, runId));
        return new(state, tools, timeProvider);
    }

    /// <summary>Where a party's daemon finds the relay.</summary>
    public static Uri ServerOf(StackState state, StackOptions options, PartySpec party) =>
        options.Links ? new($"http://127.0.0.1:{state.Ports.Link(party.Index)}") : state.RelayUri(party.Index % state.RelayNodes);

    /// <summary>Starts the relay, then the daemons, and waits until all are of use.</summary>
    public async Task LaunchAsync(RunningStack stack, StackOptions options, CancellationToken cancellationToken)
    {
        for (var node = 0; node < options.RelayNodes; node++)
        {
            await LaunchRelayAsync(stack, node, cancellationToken);
        }

        await Task.WhenAll(options.Parties.Where(party => !options.Late.Contains(party.Index))
            .Select(party => LaunchDaemonAsync(stack, options, party, cancellationToken)));
    }

    public async Task LaunchRelayAsync(RunningStack stack, int node, CancellationToken cancellationToken)
    {
        var relay = stack.StartRelay(node);
        await Readiness.RelayAsync(stack, relay, stack.State.RelayUri(node), cancellationToken);
        say($"{relay.Name} serves on {stack.State.RelayUri(node)} (pid {relay.Identity.Pid})");
    }

    public async Task LaunchDaemonAsync(RunningStack stack, StackOptions options, PartySpec party, CancellationToken cancellationToken)
    {
        var daemon = stack.StartDaemon(party, ServerOf(stack.State, options, party));
        await Readiness.DaemonAsync(stack, daemon, party, cancellationToken);
        say($"{daemon.Name} is connected (pid {daemon.Identity.Pid})");
    }
}
