using System.Globalization;
using System.Text;
using Hotlink.Devstack.Processes;

namespace Hotlink.Devstack.Doctor;

/// <summary>What a probe of a program has shown.</summary>
internal static class ProbeRules
{
    private const string Check = "probe";
    private static readonly string[] DebugMarks = ["/target/debug/", "/cmake-build-debug/", "\\target\\debug\\"];

    /// <param name="end">How it ended; null when it was still alive after the probe.</param>
    /// <param name="period">How long it was looked at.</param>
    public static Finding Look(ProcessEnd? end, TimeSpan period)
    {
        if (end is null)
        {
            return Finding.Ok(Check, string.Create(CultureInfo.InvariantCulture, $"the program stays alive for {period.TotalSeconds:0.#} s"));
        }

        if (end.Exit.Clean)
        {
            return Finding.Ok(Check, string.Create(CultureInfo.InvariantCulture, $"the program ran and ended with code 0 after {end.Exit.Lifetime.TotalSeconds:0.0} s"));
        }

        var what = $"{end.ToText()}. Its last output: {(end.LastOutput.Length > 0 ? end.LastOutput : "none")}";
        return end.By switch
        {
            EndedBy.OutOfMemory => Finding.Problem(Check, what, "every run will end like this", "give it more memory, or a smaller input"),
            EndedBy.Crash => Finding.Problem(Check, what, "the fault is in the program, not in the transport", "try a release build, and a debugger on this command alone"),
            EndedBy.Unknown => Finding.Problem(Check, what, "runs end in the middle, and the peers stall",
                "try another build of the program (a debug build in an app bundle was ended like this), and look for security software and resource limits"),
            _ => Finding.Problem(Check, what, "it won't get far in a run either", "run the command alone and read what it says"),
        };
    }

    /// <summary>Paths of debug builds in a file, as linkers leave them there; at most a few.</summary>
    public static IReadOnlyList<string> DebugPaths(ReadOnlySpan<byte> file)
    {
        List<string> found = [];
        foreach (var mark in DebugMarks)
        {
            var bytes = Encoding.ASCII.GetBytes(mark);
            for (var at = 0; found.Count < 3 && file[at..].IndexOf(bytes) is >= 0 and var next; at += next + bytes.Length)
            {
                found.Add(Around(file, at + next));
            }
        }

        return [.. found.Distinct()];
    }

    public static IEnumerable<Finding> LookAtBuild(string path, IReadOnlyList<string> debugPaths)
    {
        if (debugPaths.Count > 0)
        {
            yield return Finding.Warning(Check, $"{path} has paths of a debug build in it: {string.Join(", ", debugPaths)}",
                "it looks for its libraries there, and a debug build was the one that was killed after 20 s", "use the release build, and correct its run paths");
        }
    }

    private static string Around(ReadOnlySpan<byte> file, int at)
    {
        var (start, end) = (at, at);
        while (start > 0 && at - start < 200 && file[start - 1] is > 0x20 and < 0x7F)
        {
            start--;
        }

        while (end < file.Length && end - at < 200 && file[end] is > 0x20 and < 0x7F)
        {
            end++;
        }

        return Encoding.ASCII.GetString(file[start..end]);
    }
}
