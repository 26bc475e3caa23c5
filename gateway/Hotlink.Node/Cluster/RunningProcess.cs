using System.ComponentModel;
using System.Diagnostics;

namespace Hotlink.Node.Cluster;

/// <summary>A process that goes on when the command that started it ends. Another one that has its number later is not taken for it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Started">When it began, in UTC.</param>
internal sealed record RunningProcess(int Id, DateTime Started)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>Whether it is still there.</summary>
    public bool IsRunning
    {
        get
        {
            try
            {
                using var process = Process.GetProcessById(Id);
                return !process.HasExited && Math.Abs((process.StartTime.ToUniversalTime() - Started).TotalSeconds) < 1;
            }
            catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception)
            {
                return false;
            }
        }
    }

    /// <summary>Starts a program whose output goes to a file.</summary>
    public static RunningProcess Start(string logFile, string program, params IEnumerable<string> arguments)
    {
        // A session of its own: Ctrl+C in the terminal is not meant for it.
        string[] prefix = Tool.Find("setsid") is { } setsid ? [setsid] : [];
        using var process = Process.Start("sh", ["-c", "exec \"$@\" >>\"$0\" 2>&1 </dev/null", logFile, .. prefix, program, .. arguments]);
        return new(process.Id, process.StartTime.ToUniversalTime());
    }

    /// <summary>Sends a signal, unless it has ended.</summary>
    public async Task SignalAsync(string name, CancellationToken cancellationToken)
    {
        if (IsRunning)
        {
            await Tool.RunAsync("kill", [$"-{name}", $"{Id}"], cancellationToken);
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Whether it ended in time.</returns>
    public async Task<bool> WaitAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (IsRunning && TimeProvider.System.GetElapsedTime(start) < limit)
        {
            await Task.Delay(Poll, TimeProvider.System, cancellationToken);
        }

        return !IsRunning;
    }
}
