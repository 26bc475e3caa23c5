using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Hotlink.Devstack.Processes;

/// <summary>The system's processes. On Linux from <c>/proc</c>; elsewhere only what the framework knows.</summary>
internal static class ProcessTable
{
    private const int TicksPerSecond = 100; // USER_HZ, the same on every Linux that .NET runs on.
    private static readonly string Boot = ReadText("/proc/sys/kernel/random/boot_id") is { Length: > 8 } id ? id[..8] : "boot";

    /// <summary>The process with this number; null when there is none.</summary>
    public static ProcessEntry? Read(int pid)
    {
        if (OperatingSystem.IsLinux())
        {
            return ReadText($"/proc/{pid}/stat") is { } stat ? Parse(pid, stat) : null;
        }

        try
        {
            using var process = Process.GetProcessById(pid);
            var start = process.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture);
            return new(pid, process.HasExited ? 'Z' : 'S', pid, start, process.TotalProcessorTime);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>All processes whose environment may be read and has this variable, with its value.</summary>
    public static IEnumerable<(int Pid, string Value)> WithVariable(string name)
    {
        if (!OperatingSystem.IsLinux())
        {
            yield break;
        }

        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var pid) && VariableOf(pid, name) is { } value)
            {
                yield return (pid, value);
            }
        }
    }

    /// <summary>The value that a variable had when the process started.</summary>
    public static string? VariableOf(int pid, string name) => ReadText($"/proc/{pid}/environ")?.Split('\0')
        .FirstOrDefault(entry => entry.StartsWith($"{name}=", StringComparison.Ordinal))?[(name.Length + 1)..];

    /// <summary>The command line, for people.</summary>
    public static string CommandOf(int pid) => ReadText($"/proc/{pid}/cmdline")?.Replace('\0', ' ').Trim() is { Length: > 0 } text ? text : "?";

    // The name in parentheses may hold anything, spaces and parentheses too: what follows the last one is plain.
    internal static ProcessEntry? Parse(int pid, string stat)
    {
        var close = stat.LastIndexOf(')');
        var fields = close < 0 ? [] : stat[(close + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 20)
        {
            return null;
        }

        var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        return new(pid, fields[0][0], int.Parse(fields[2], CultureInfo.InvariantCulture), $"{Boot}-{fields[19]}", TimeSpan.FromSeconds((double)ticks / TicksPerSecond));
    }

    private static string? ReadText(string path)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(path));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
