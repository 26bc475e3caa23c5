namespace Hotlink.Devstack.Stacks;

/// <summary>The folder that holds all stacks of a user, a folder for each run.</summary>
internal sealed class StackHome(string folder)
{
    /// <summary>Names another folder than the one below the user's own.</summary>
    public const string Variable = "HOTLINK_DEVSTACK_HOME";

    private const string LockName = ".lock";
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(30);

    public string Folder { get; } = Path.GetFullPath(folder);

    public static StackHome Default() => new(Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".hotlink", "devstack"));

    public StackLayout LayoutOf(string runId) => new(Path.Combine(Folder, runId), runId);

    /// <summary>The stacks that have a state, the oldest first.</summary>
    public IReadOnlyList<StackState> List() => !Directory.Exists(Folder) ? [] : [.. Directory.EnumerateDirectories(Folder)
        .Select(path => StackState.TryLoad(LayoutOf(Path.GetFileName(path)))).OfType<StackState>().OrderBy(state => state.Created)];

    /// <summary>The one that is meant: by the beginning of its run id, or the only one.</summary>
    /// <exception cref="DevstackException">There is none, or more than one.</exception>
    public StackState Find(string? runId)
    {
        var all = List();
        StackState[] fitting = [.. all.Where(state => runId is null || state.RunId.StartsWith(runId, StringComparison.Ordinal))];
        return fitting switch
        {
            [var one] => one,
            [] => throw new DevstackException(runId is null ? $"No stack is up (looked in {Folder})." : $"There is no stack '{runId}' in {Folder}."),
            _ => throw new DevstackException($"Which one? {string.Join(", ", fitting.Select(state => state.RunId))}"),
        };
    }

    /// <summary>Held while a stack takes its ports, so that two that start at once don't take the same.</summary>
    public async Task<IDisposable> LockAsync(TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Folder);
        var start = timeProvider.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(Folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (timeProvider.GetElapsedTime(start) < LockPatience)
            {
                await Task.Delay(LockPause, timeProvider, cancellationToken);
            }
        }
    }
}
