using System.Diagnostics;
using System.Globalization;

namespace Hotlink.Devstack.Processes;

/// <summary>What the kernel says about killing for want of memory, where it may be read: the counters of the control group, and its log.</summary>
internal sealed class KernelKills
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly long _before = CountOfGroup();

    /// <summary>True when the log names the process, or the control group has counted a kill since this object was made.</summary>
    public async Task<bool> KilledAsync(int pid, TimeProvider timeProvider) =>
        CountOfGroup() > _before || Names(await ReadLogAsync(timeProvider), pid);

    internal static bool Names(string log, int pid) => log.Contains($"Killed process {pid} ", StringComparison.Ordinal);

    internal static long CountIn(string memoryEvents) => memoryEvents.Split('\n')
        .Where(line => line.StartsWith("oom_kill ", StringComparison.Ordinal))
        .Select(line => long.Parse(line[9..], CultureInfo.InvariantCulture)).FirstOrDefault();

    private static long CountOfGroup()
    {
        try
        {
            var group = File.ReadLines("/proc/self/cgroup").Select(line => line.Split(':', 3)).FirstOrDefault(parts => parts is ["0", "", _])?[2] ?? "/";
            string[] places = [$"/sys/fs/cgroup{group}/memory.events", "/sys/fs/cgroup/memory.events"];
            return places.FirstOrDefault(File.Exists) is { } events ? CountIn(File.ReadAllText(events)) : 0;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static async Task<string> ReadLogAsync(TimeProvider timeProvider)
    {
        try
        {
            using var limit = new CancellationTokenSource(Patience, timeProvider);
            using var dmesg = Process.Start(new ProcessStartInfo("dmesg") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            return await dmesg.StandardOutput.ReadToEndAsync(limit.Token);
        }
        catch (Exception unreadable) when (unreadable is System.ComponentModel.Win32Exception or IOException or OperationCanceledException)
        {
            return "";
        }
    }
}
