namespace Hotlink.Load.Measuring;

/// <summary>The processes of a server: what they use is the sum over all of them. Thread-safe.</summary>
internal sealed class ServerProcesses : IDisposable
{
    private readonly IReadOnlyList<WatchedProcess> _all;

    private ServerProcesses(IReadOnlyList<WatchedProcess> all) => _all = all;

    /// <summary>Whether any of them has ended.</summary>
    public bool HasEnded => _all.Any(static process => process.HasEnded);

    /// <summary>Processes on this machine.</summary>
    /// <param name="ids">Their ids; one that is named twice counts once.</param>
    /// <returns><see langword="null"/> where no id is given.</returns>
    /// <exception cref="LoadException">There is no such process, or it may not be looked at.</exception>
    public static ServerProcesses? Attach(IEnumerable<int> ids)
    {
        List<WatchedProcess> all = [];
        try
        {
            all.AddRange(ids.Distinct().Select(WatchedProcess.Attach));
            return all.Count == 0 ? null : new(all);
        }
        catch
        {
            all.ForEach(static process => process.Dispose());
            throw;
        }
    }

    /// <summary>What they have used until now, together.</summary>
    /// <exception cref="LoadException">One has ended.</exception>
    public ProcessSample Sample() => _all.Aggregate(default(ProcessSample), static (sum, process) => sum + process.Sample());

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var process in _all)
        {
            process.Dispose();
        }
    }
}
