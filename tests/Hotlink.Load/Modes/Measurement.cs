using Hotlink.Load.Measuring;
using Hotlink.Load.Workloads;

namespace Hotlink.Load.Modes;

/// <summary>Warm-up, measurement, and the wait for what is still on its way.</summary>
internal sealed class Measurement(RunContext context, Stage stage, IWorkload workload, Phase phase)
{
    private const long CountPatience = 5_000_000_000;
    private const long DrainPatience = 2_000_000_000;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan DrainTick = TimeSpan.FromMilliseconds(5);

    private readonly ServerWatch _server = new(context.Target.Processes);
    private bool _isInterrupted;

    /// <summary>Runs the traffic.</summary>
    /// <param name="cancellationToken">Cuts it short: what was measured until then is the result.</param>
    public async Task<Measured> RunAsync(CancellationToken cancellationToken)
    {
        using var own = WatchedProcess.Own();
        workload.Start();
        await WaitAsync("warming up", context.Traffic.Warmup, static () => false, cancellationToken);

        var (began, ownBefore, before) = (context.Clock.Now, own.Sample().Cpu, workload.Arrived);
        _server.Begin();
        phase.Begin();
        workload.Measure(context.Traffic.Count);
        var isCounting = context.Traffic.Count is not null;
        await WaitAsync("measuring", isCounting ? TimeSpan.MaxValue : context.Traffic.Duration, () => isCounting && workload.IsFinished, cancellationToken);
        phase.End();
        var elapsed = TimeSpan.FromMicroseconds(context.Clock.NanosecondsSince(began) / 1000.0);
        var messages = workload.Arrived - before;
        var ownCpu = own.Sample().Cpu - ownBefore;
        _server.Look();

        workload.Stop();
        await DrainAsync();
        stage.NoteEndedConnections();
        return new(elapsed, messages, _server.Use, ownCpu, workload.Stalls, workload.Integrity, _isInterrupted);
    }

    private async Task WaitAsync(string what, TimeSpan length, Func<bool> isDone, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Tick, context.Clock.Time);
        var (began, before) = (context.Clock.Now, workload.Arrived);
        var (arrived, since) = (before, began);
        while (!isDone() && !_isInterrupted && stage.IsAlive)
        {
            var left = length - TimeSpan.FromMicroseconds(context.Clock.NanosecondsSince(began) / 1000);
            if (left <= TimeSpan.Zero || (length == TimeSpan.MaxValue && context.Clock.NanosecondsSince(since) > CountPatience))
            {
                return;
            }

            timer.Period = left < Tick ? TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)) : Tick;
            await TickAsync(timer, cancellationToken);
            Show(what, began, before);
            if (workload.Arrived is var now && now != arrived)
            {
                (arrived, since) = (now, context.Clock.Now);
            }
        }
    }

    private async Task TickAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _isInterrupted = true;
        }

        workload.Look();
        _server.Look();
    }

    private void Show(string what, long began, long before)
    {
        var seconds = context.Clock.NanosecondsSince(began) / 1e9;
        context.Progress.Show(FormattableString.Invariant($"{what}: {seconds:0.0} s, {(workload.Arrived - before) / seconds:#,0} messages/s"));
    }

    // Ends when everything arrived that will: all of it, or nothing more for two seconds.
    private async Task DrainAsync()
    {
        using var timer = new PeriodicTimer(DrainTick, context.Clock.Time);
        var (arrived, since) = (workload.Arrived, context.Clock.Now);
        while (workload.Integrity.Lost > 0 && context.Clock.NanosecondsSince(since) < DrainPatience)
        {
            await timer.WaitForNextTickAsync();
            context.Progress.Show("waiting for what is on its way");
            if (workload.Arrived is var now && now != arrived)
            {
                (arrived, since) = (now, context.Clock.Now);
            }
        }
    }
}
