namespace Hotlink.Load.Measuring;

/// <summary>Follows what the server's processes use while it is measured. Used by one thread.</summary>
internal sealed class ServerWatch(ServerProcesses? processes)
{
    private ProcessSample _first;
    private ProcessSample _last;
    private long _peak;

    /// <summary>Starts over.</summary>
    public void Begin()
    {
        if (processes is not null)
        {
            _first = _last = processes.Sample();
            _peak = _first.ResidentBytes;
        }
    }

    /// <summary>Looks at it. Once a process has ended the last look counts: that its connections ended is told elsewhere.</summary>
    public void Look()
    {
        if (processes is { HasEnded: false } && processes.Sample() is { ResidentBytes: > 0 } sample)
        {
            _last = sample;
            _peak = Math.Max(_peak, sample.ResidentBytes);
        }
    }

    /// <summary>What it used between the first look and the last; <see langword="null"/> where none is known.</summary>
    public ProcessUse? Use => processes is null ? null : new(_last.Cpu - _first.Cpu, _first.ResidentBytes, _last.ResidentBytes, _peak);
}
