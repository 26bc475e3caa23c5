using Hotlink.Devstack.Processes;

namespace Hotlink.Devstack.Stacks;

/// <summary>A stack that this process looks after: its state, and the processes that were started from here.</summary>
internal sealed class RunningStack(StackState state, ToolPaths tools, TimeProvider timeProvider) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ChildProcess> _children = [];
    private StackState _state = state;

    public StackState State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    public StackLayout Layout => State.Layout;

    public ToolPaths Tools => tools;

    public TimeProvider TimeProvider => timeProvider;

    /// <summary>Where everything that is done to processes is noted.</summary>
    public SignalSender Signals { get; } = new();

    public KernelKills Kernel { get; } = new();

    public ChildProcess StartRelay(int node) => Start(Launches.Relay(State, tools, node), party: null);

    public ChildProcess StartDaemon(PartySpec party, Uri server) => Start(Launches.Daemon(State, tools, party, server), party.Email);

    /// <summary>Starts something and remembers it, on disk too, before anybody waits for it.</summary>
    public ChildProcess Start(LaunchPlan plan, string? party)
    {
        lock (_gate)
        {
            var child = ChildProcess.Start(plan, timeProvider);
            _children[plan.Name] = child;
            var others = _state.Processes.Where(process => process.Name != plan.Name);
            _state = _state with { Processes = [.. others, new(plan.Name, child.Identity, plan.Log, party)] };
            _state.Save();
            return child;
        }
    }

    /// <summary>Leaves it on its own: it is alive for as long as its processes are.</summary>
    public void Detach()
    {
        lock (_gate)
        {
            _state = _state with { Owner = null };
            _state.Save();
        }
    }

    /// <summary>The running or last process of that name; null when there was none.</summary>
    public ChildProcess? Find(string name)
    {
        lock (_gate)
        {
            return _children.GetValueOrDefault(name);
        }
    }

    public Task<ProcessEnd> EndOfAsync(ChildProcess child) => ProcessEnd.OfAsync(child, Signals, Kernel, timeProvider);

    public void Dispose()
    {
        foreach (var child in _children.Values)
        {
            child.Dispose();
        }
    }
}
