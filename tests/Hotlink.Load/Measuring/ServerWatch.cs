namespace Hotlink.Load.Measuring;

/// <summary>Follows what the server's process uses while it is measured. Used by one thread.</summary>
internal sealed class ServerWatch(WatchedProcess? process)
{
    private ProcessSample _first;
    private ProcessSample _last;
    private long _peak;

    /// <summary>Starts over.</summary>
    public void Begin()
    {
        if (process is not null)
        {
            _first = _last = process.Sample();
            _peak = _first.ResidentBytes;
        }
    }

    /// <summary>Looks at it. Of a process that has ended the last look counts: that its connections ended is told elsewhere.</summary>
    public void Look()
    {
        if (process is { HasEnded: false } && process.Sample() is { ResidentBytes: > 0 } sample)
        {
            _last = sample;
            _peak = Math.Max(_peak, sample.ResidentBytes);
        }
    }

    /// <summary>What it used between the first look and the last; <see langword="null"/> where no process is known.</summary>
    public ProcessUse? Use => process is null ? null : new(_last.Cpu - _first.Cpu, _first.ResidentBytes, _last.ResidentBytes, _peak);
}
