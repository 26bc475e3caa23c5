using System.Globalization;

namespace Hotlink.Load.Modes;

/// <summary>
/// How many files and sockets this process may have open. The runtime raises the soft limit to the hard one by itself, so that the hard one
/// counts; processes that are started from here have the same.
/// </summary>
internal static class OpenFiles
{
    private const string Limits = "/proc/self/limits";
    private const string Name = "Max open files";

    // Besides its connections a process of the relay has libraries, pipes, and the folders that it watches.
    private const int Others = 500;

    /// <summary>Whether so many connections are possible.</summary>
    /// <exception cref="LoadException">They are not; the text says what to do.</exception>
    public static void Check(int connections)
    {
        var limit = File.Exists(Limits) ? HardLimit(File.ReadLines(Limits)) : long.MaxValue;
        if (connections + Others > limit)
        {
            throw new LoadException(
                $"{connections} connections need as many open files, here and in the server, and {limit} is the limit. Raise it (ulimit -Hn, or LimitNOFILE of the service), " +
                "or use fewer connections.");
        }
    }

    /// <summary>The hard limit that these lines tell.</summary>
    public static long HardLimit(IEnumerable<string> lines)
    {
        var line = lines.FirstOrDefault(static line => line.StartsWith(Name, StringComparison.Ordinal));
        var columns = line?[Name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return columns?.Length > 1 && long.TryParse(columns[1], CultureInfo.InvariantCulture, out var limit) ? limit : long.MaxValue;
    }
}
