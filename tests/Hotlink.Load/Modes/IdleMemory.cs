using Hotlink.Load.Measuring;
using Hotlink.Load.Reporting;

namespace Hotlink.Load.Modes;

/// <summary>Compares the server's memory before and after something was added to it.</summary>
internal sealed class IdleMemory(RunContext context, MetricList metrics)
{
    private const double Mebibyte = 1024 * 1024;

    private long _before;

    /// <summary>Waits until the server has come to rest, for as long as a warm-up, and looks at it.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        context.Progress.Show("letting the server come to rest");
        await Task.Delay(context.Traffic.Warmup, context.Clock.Time, cancellationToken);
        _before = context.Target.Processes?.Sample().ResidentBytes ?? 0;
    }

    /// <summary>Says how much memory each of the things took that were added since the last look.</summary>
    public async Task CompareAsync(string what, int count, CancellationToken cancellationToken)
    {
        var before = _before;
        await SettleAsync(cancellationToken);
        if (context.Target.Processes is not null && count > 0)
        {
            metrics.Add($"server_bytes_per_{what}", $"server memory per {what}", (_before - before) / (double)count, "bytes");
        }
    }

    /// <summary>Holds everything for the duration of the run.</summary>
    /// <returns>Whether that was cut short.</returns>
    public async Task<bool> HoldAsync(CancellationToken cancellationToken)
    {
        var watch = new ServerWatch(context.Target.Processes);
        watch.Begin();
        var began = context.Clock.Now;
        try
        {
            context.Progress.Show("holding");
            await Task.Delay(context.Traffic.Duration, context.Clock.Time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // What was measured until now is the result.
        }

        watch.Look();
        var seconds = context.Clock.NanosecondsSince(began) / 1e9;
        if (watch.Use is { } use)
        {
            metrics.Add("server_cpu_share", "server CPU at rest", use.Cpu.TotalSeconds / seconds * 100, "% of a core");
            metrics.Add("server_rss_mib", "server memory", use.ResidentAfter / Mebibyte, "MiB");
        }
        else
        {
            metrics.AddNote("give the server's process id (--pid) to learn what connections and sessions cost it");
        }

        metrics.Add("seconds", "held", seconds, "s");
        return cancellationToken.IsCancellationRequested;
    }
}
