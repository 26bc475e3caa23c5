using Hotlink.Domain.Access;
using Hotlink.Domain.Paths;
using Hotlink.Grains.Access.Folders;
using Microsoft.Extensions.Logging;

namespace Hotlink.Grains.Access;

/// <summary>
/// A folder of datasites whose rule files are in force as they are on disk: all are read at the start, and what changes, appears or goes
/// afterwards is in force within a second. A file that can't be used changes nothing and is reported; where there is nothing to keep, its
/// directory becomes private. Symbolic links are not followed. Thread-safe.
/// </summary>
public sealed partial class DatasiteFolder : IRuleSource
{
    private readonly DatasiteFolderOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<DatasiteFolder> _logger;
    private readonly RuleFileLedger _ledger;
    private readonly DirtyDirectories _dirty = new();
    private readonly FolderFollower _follower;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private FolderScanner? _scanner;
    private FolderWatcher? _watcher;
    private Task _following = Task.CompletedTask;
    private TaskCompletionSource _scanned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IReadOnlyList<RuleFileProblem> _problems = [];
    private IReadOnlyList<RuleFileProblem> _folderProblems = [];
    private bool _failureIsLogged;

    /// <summary>A folder whose rules go into <paramref name="rulebook"/>. Nothing happens before <see cref="StartAsync"/>.</summary>
    public DatasiteFolder(DatasiteFolderOptions options, Rulebook rulebook, TimeProvider timeProvider, ILogger<DatasiteFolder> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _timeProvider = timeProvider;
        _logger = logger;
        _ledger = new RuleFileLedger(rulebook);
        _follower = new FolderFollower(options.RescanInterval, timeProvider);
    }

    /// <summary>Raised after <see cref="Problems"/> changed. Handlers must not wait.</summary>
    public event Action? ProblemsChanged;

    /// <summary>What is not as its owner meant it, now.</summary>
    public IReadOnlyList<RuleFileProblem> Problems => Volatile.Read(ref _problems);

    /// <summary>How many directories have rules in force.</summary>
    public int Count => _ledger.Count;

    /// <summary>The operating system tells of changes; false when only scans find them.</summary>
    public bool IsWatching => _watcher is { Failure: null };

    /// <summary>
    /// Reads all rule files and begins to follow the folder. When the task is done, the rules are in force. Throws
    /// <see cref="DirectoryNotFoundException"/> when there is no such folder.
    /// </summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var root = ResolveRoot(_options.Root);
        _scanner = new FolderScanner(root, _timeProvider);
        if (_options.Watch)
        {
            // Before the first look, so that nothing falls between the two.
            _watcher = new FolderWatcher(root, _dirty, _follower.Wake);
            _watcher.Start();
        }

        await Task.Run(() => Take(_scanner.Load(), cancellationToken), cancellationToken);
        LogLoaded(_logger, _ledger.Count, _scanner.Count, Problems.Count);
        _following = Task.Run(() => _follower.RunAsync(Scan, () => IsWatching, _stop.Token), CancellationToken.None);
    }

    /// <summary>
    /// Puts a rule file into force that came over the wire and was stored. A file that can't be used is refused and changes nothing. The folder
    /// has the last word: what another writer has put there meanwhile is found at once.
    /// </summary>
    /// <param name="path">The path of the file, relative to the root: <c>alice@x.io/public/syft.pub.yaml</c>.</param>
    /// <param name="content">Its bytes.</param>
    public RuleFileInstall Install(string path, ReadOnlySpan<byte> content)
    {
        if (!TryGetDirectory(path, out var directory))
        {
            return RuleFileInstall.Refused(new RuleFileError(RuleFileErrorKind.BadPath, 0, "the path is not that of a rule file"));
        }

        var result = _ledger.Install(directory, content);
        PublishProblems();
        LookAgain([directory]);
        return result;
    }

    /// <summary>Looks at the whole folder now; when the task is done, what was there when it was called is in force.</summary>
    public Task RescanAsync(CancellationToken cancellationToken) => ScanAsync(_dirty.AddAll, cancellationToken);

    /// <summary>Looks at one rule file now; when the task is done, it is in force as it was when this was called.</summary>
    /// <param name="path">The path of the file, relative to the root. One that is not that of a rule file is not looked at.</param>
    /// <param name="cancellationToken">Ends the waiting, not the look.</param>
    public Task LookAtAsync(string path, CancellationToken cancellationToken) =>
        TryGetDirectory(path, out var directory) ? ScanAsync(() => _dirty.Add(directory), cancellationToken) : Task.CompletedTask;

    /// <summary>Stops following. The rules stay in force.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _watcher?.Dispose();
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _scanned.TrySetCanceled();
        _stop.Dispose();
    }

    private static string ResolveRoot(string root)
    {
        var directory = new DirectoryInfo(Path.GetFullPath(root));
        return directory.Exists
            ? directory.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? directory.FullName
            : throw new DirectoryNotFoundException($"There is no folder of datasites at '{root}'.");
    }

    private static bool TryGetDirectory(string path, out string directory)
    {
        var slash = path.LastIndexOf('/');
        directory = slash > 0 ? path[..slash] : "";
        return slash > 0 && path[(slash + 1)..] == RuleFile.Name && CanonicalPath.IsCanonical(path);
    }

    private async Task ScanAsync(Action mark, CancellationToken cancellationToken)
    {
        Task scanned;
        lock (_gate)
        {
            mark();
            scanned = _scanned.Task;
        }

        _follower.Wake();
        await scanned.WaitAsync(cancellationToken);
    }

    private void Scan(bool isFullDue)
    {
        TaskCompletionSource finished;
        (bool All, IReadOnlyCollection<string> Directories) dirty;
        lock (_gate)
        {
            finished = _scanned;
            dirty = _dirty.Drain();
            _scanned = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        try
        {
            Take(isFullDue || dirty.All ? _scanner!.ScanAll() : _scanner!.ScanSome(dirty.Directories), _stop.Token);
            ReportWatcher();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // One look that failed must not end the following; the next one sees the same.
            LogScanFailed(_logger, exception);
        }

        finished.TrySetResult();
    }

    private void Take(IReadOnlyList<Sighting> sightings, CancellationToken cancellationToken)
    {
        if (sightings.Count > 0)
        {
            var moment = _ledger.Moment;
            var files = sightings.AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(LoadedRuleFile.Of).OfType<LoadedRuleFile>();
            LookAgain(_ledger.Apply([.. files], moment));
        }

        Volatile.Write(ref _folderProblems, _scanner!.Problems);
        PublishProblems();
    }

    private void LookAgain(IReadOnlyList<string> directories)
    {
        foreach (var directory in directories)
        {
            _dirty.Add(directory);
            _follower.Wake();
        }
    }

    private void PublishProblems()
    {
        IReadOnlyList<RuleFileProblem> added;
        lock (_gate)
        {
            IReadOnlyList<RuleFileProblem> current = [.. _ledger.Problems, .. Volatile.Read(ref _folderProblems)];
            if (current.SequenceEqual(_problems))
            {
                return;
            }

            added = [.. current.Except(_problems)];
            Volatile.Write(ref _problems, current);
        }

        foreach (var problem in added)
        {
            LogProblem(_logger, problem.Path, problem.Text, problem.Effect);
        }

        ProblemsChanged?.Invoke();
    }

    private void ReportWatcher()
    {
        if (_watcher?.Failure is { } failure && !_failureIsLogged)
        {
            _failureIsLogged = true;
            LogWatcherFailed(_logger, failure.Message);
        }
    }
}
