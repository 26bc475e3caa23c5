using Hotlink.Devstack.Processes;
using Hotlink.Devstack.Scenarios.Schema;
using Hotlink.Devstack.Stacks;
using Hotlink.Devstack.Watching;

namespace Hotlink.Devstack.Scenarios.Running;

/// <summary>Looks at the stack at intervals, and calls the run off when something is seen that must not be.</summary>
internal sealed class Watchdog : IDisposable
{
    public const string Exits = "exits";

    // Daemons write them every second, today's clients every three.
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SettlePause = TimeSpan.FromMilliseconds(100);
    private readonly RunningStack _stack;
    private readonly Scenario _scenario;
    private readonly StallRule _stalls;
    private readonly StackWatcher _watcher;
    private readonly CancellationTokenSource _alarm = new();
    private readonly Lock _gate = new();
    private readonly List<StackSample> _samples = [];
    private Verdict? _violation;

    public Watchdog(RunningStack stack, Scenario scenario)
    {
        (_stack, _scenario) = (stack, scenario);
        _stalls = new(scenario.WatchIntervals);
        _watcher = new(stack.TimeProvider);
    }

    /// <summary>Cancelled when something was seen.</summary>
    public CancellationToken Alarm => _alarm.Token;

    /// <summary>What was seen first.</summary>
    public Verdict? Violation
    {
        get
        {
            lock (_gate)
            {
                return _violation;
            }
        }
    }

    /// <summary>The last look.</summary>
    public StackSample? Last
    {
        get
        {
            lock (_gate)
            {
                return _samples.Count > 0 ? _samples[^1] : null;
            }
        }
    }

    /// <summary>Whether nothing moves at the moment, and who is to blame; whatever the scenario has switched off.</summary>
    public Verdict? FindStall()
    {
        lock (_gate)
        {
            return _stalls.Find(_samples);
        }
    }

    /// <summary>Looks until it is told to stop.</summary>
    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var timer = new PeriodicTimer(_scenario.WatchEvery, _stack.TimeProvider);
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                Look();
            }
        }
        catch (OperationCanceledException)
        {
            Look();
        }
    }

    /// <summary>Waits until every daemon's counters are newer than now: what was moved last is in them.</summary>
    public async Task SettleAsync()
    {
        var (asked, start) = (_stack.TimeProvider.GetUtcNow(), _stack.TimeProvider.GetTimestamp());
        while (_stack.TimeProvider.GetElapsedTime(start) < SettleTime
            && (Last is not { } last || last.Parties.Any(party => party.DaemonAlive && (party.Telemetry?.Updated ?? default) <= asked)))
        {
            await Task.Delay(SettlePause, _stack.TimeProvider);
            Look();
        }
    }

    /// <summary>Watches over a process that must not end before the run does, or must end as expected.</summary>
    public async Task GuardAsync(ChildProcess process, Task<ProcessEnd> end, Func<ProcessEnd, bool> expected)
    {
        var ended = await end;
        if (_scenario.Always.Exits && ended.By != EndedBy.Devstack && !expected(ended))
        {
            var party = _stack.State.Parties.FirstOrDefault(party => process.Name.EndsWith($"-{party.Name}", StringComparison.Ordinal));
            await ReportAsync(new(Exits, party?.Index, $"{ended.ToText()}. Its last output:\n{ended.LastOutput}"));
        }
    }

    public void Dispose() => _alarm.Dispose();

    private async Task ReportAsync(Verdict verdict)
    {
        lock (_gate)
        {
            _violation ??= verdict;
        }

        await _alarm.CancelAsync();
    }

    private void Look()
    {
        var sample = _watcher.Take(_stack.State);
        var always = _scenario.Always;
        Verdict? verdict;
        lock (_gate)
        {
            _samples.Add(sample);
            _samples.RemoveRange(0, Math.Max(0, _samples.Count - _scenario.WatchIntervals - 1));
            verdict = (always.SelfSessions ? SessionRules.FindSelfSession(sample) : null)
                ?? (always.Rejects ? SessionRules.FindReject(sample) : null)
                ?? (always.Stalls ? _stalls.Find(_samples) : null);
            _violation ??= verdict;
        }

        if (verdict is not null)
        {
            _alarm.Cancel();
        }
    }
}
