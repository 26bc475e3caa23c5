using System.ComponentModel;
using System.Diagnostics;

namespace Hotlink.Load.Measuring;

/// <summary>
/// Processor time and memory of a process. On Linux the framework reads them from <c>/proc/PID/stat</c> (ticks of 10 ms) and
/// <c>/proc/PID/status</c>. Thread-safe.
/// </summary>
internal sealed class WatchedProcess : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Process _process;

    private WatchedProcess(Process process) => _process = process;

    /// <summary>This process.</summary>
    public static WatchedProcess Own() => new(Process.GetCurrentProcess());

    /// <summary>A process on this machine.</summary>
    /// <exception cref="LoadException">There is none, or it may not be looked at.</exception>
    public static WatchedProcess Attach(int pid)
    {
        try
        {
            var watched = new WatchedProcess(Process.GetProcessById(pid));
            watched.Sample();
            return watched;
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException or Win32Exception or NotSupportedException)
        {
            throw new LoadException($"There is no process {pid} here whose use can be read. --pid takes the server's process id, on this machine.", failure);
        }
    }

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>What it has used until now.</summary>
    /// <exception cref="LoadException">It has ended.</exception>
    public ProcessSample Sample()
    {
        try
        {
            lock (_lock)
            {
                _process.Refresh();
                return new(_process.TotalProcessorTime, _process.WorkingSet64, _process.PeakWorkingSet64);
            }
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception)
        {
            throw new LoadException("The server's process has ended.", failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();
}
