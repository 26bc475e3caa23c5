using Hotlink.Domain.Access;
using Hotlink.Domain.Paths;
using Hotlink.Grains.Abstractions.Datasites;
using Hotlink.Grains.Abstractions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hotlink.Grains.Access.Buckets;

/// <summary>
/// Datasites in an S3-compatible bucket, whose rule files are in force as they are there: all are read at the start, and what changes, appears
/// or goes afterwards is found by listing the bucket. A file that can't be used changes nothing and is reported; where there is nothing to
/// keep, its directory becomes private. While the bucket can't be reached, the last rules stay in force. Thread-safe.
/// </summary>
public sealed partial class DatasiteBucket : IRuleSource
{
    private readonly BucketLocation _location;
    private readonly BucketOptions _options;
    private readonly NodeCounters _counters;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<DatasiteBucket> _logger;
    private readonly BucketClient _client;
    private readonly BucketRules _rules;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private Task _following = Task.CompletedTask;
    private IReadOnlyList<RuleFileProblem> _problems = [];
    private bool _isLost;

    /// <summary>A bucket whose rules go into <paramref name="rulebook"/>. Nothing happens before <see cref="StartAsync"/>.</summary>
    public DatasiteBucket(
        BucketLocation location, BucketOptions options, Rulebook rulebook, NodeCounters counters, TimeProvider timeProvider, ILogger<DatasiteBucket> logger)
    {
        ArgumentNullException.ThrowIfNull(location);
        ArgumentNullException.ThrowIfNull(options);
        (_location, _options, _counters, _timeProvider, _logger) = (location, options, counters, timeProvider, logger);
        _client = new BucketClient(location, options.RequestTimeout, timeProvider);
        _rules = new BucketRules(_client, location.Prefix, options.MaximumPagesCount, rulebook);
    }

    /// <summary>What is not as its owner meant it, now.</summary>
    public IReadOnlyList<RuleFileProblem> Problems => Volatile.Read(ref _problems);

    /// <summary>How many directories have rules in force.</summary>
    public int Count => _rules.Count;

    /// <summary>The last look at the bucket succeeded.</summary>
    public bool IsReachable => !Volatile.Read(ref _isLost);

    /// <summary>
    /// Reads all rule files and begins to follow the bucket. When the task is done, the rules are in force. Throws <see cref="IOException"/>
    /// when the bucket can't be read.
    /// </summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _rules.LookAsync(cancellationToken);
        }
        catch (BucketException exception)
        {
            throw new IOException(
                $"the bucket {_location} can't be read: {exception.Message}. Its keys come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the "
                + "other places where AWS clients look.",
                exception);
        }

        PublishProblems();
        LogLoaded(_logger, Count, _location.Bucket, Problems.Count);
        _following = Task.Run(() => FollowAsync(_stop.Token), CancellationToken.None);
    }

    /// <summary>Writes a file to the bucket; false when that failed.</summary>
    /// <param name="path">The path of the file, the owner's email first; canonical.</param>
    /// <param name="content">Not to be changed before the task completes.</param>
    /// <param name="cancellationToken">Gives the write up.</param>
    public async ValueTask<bool> WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        if (!CanonicalPath.IsCanonical(path) || !_location.TryGetKey(path, out var key))
        {
            return false;
        }

        try
        {
            await _client.PutAsync(key, content, cancellationToken);
            return true;
        }
        catch (BucketException exception)
        {
            LogWriteFailed(_logger, _location.Bucket, exception.Message);
            return false;
        }
    }

    /// <summary>Puts a rule file into force that was written to the bucket. A file that can't be used is refused and changes nothing.</summary>
    /// <param name="path">The path of the file: <c>alice@x.io/public/syft.pub.yaml</c>.</param>
    /// <param name="content">Its bytes.</param>
    public RuleFileInstall Install(string path, ReadOnlySpan<byte> content)
    {
        if (!RuleKeys.TryGetDirectory("", path, out var directory))
        {
            return RuleFileInstall.Refused(new RuleFileError(RuleFileErrorKind.BadPath, 0, "the path is not that of a rule file"));
        }

        var result = _rules.Install(directory, content);
        PublishProblems();
        return result;
    }

    /// <summary>Looks at one rule file now; when the task is done, it is in force as it was when this was called.</summary>
    /// <param name="path">The path of the file. One that is not that of a rule file is not looked at.</param>
    /// <param name="cancellationToken">Gives the look up.</param>
    public async Task LookAtAsync(string path, CancellationToken cancellationToken)
    {
        if (!RuleKeys.TryGetDirectory("", path, out var directory) || !_location.TryGetKey(path, out var key))
        {
            return;
        }

        try
        {
            await _rules.LookAtAsync(directory, key, cancellationToken);
            PublishProblems();
        }
        catch (BucketException exception)
        {
            LogLookAtFailed(_logger, _location.Bucket, exception.Message);
        }
    }

    /// <summary>Stops following. The rules stay in force.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _client.Dispose();
        _stop.Dispose();
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        var (cost, failures) = (TimeSpan.Zero, 0);
        while (true)
        {
            await Task.Delay(BucketPace.PauseAfter(_options, cost, failures), _timeProvider, cancellationToken);
            var started = _timeProvider.GetTimestamp();
            failures = await TryLookAsync(cancellationToken) ? 0 : failures + 1;
            cost = _timeProvider.GetElapsedTime(started);
            PublishProblems();
        }
    }

    private async Task<bool> TryLookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _rules.LookAsync(cancellationToken);
            NoteBack();
            return true;
        }
        catch (BucketException exception)
        {
            NoteLost(exception.Message);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // One look that failed must not end the following; the next one sees the same.
            LogLookFailed(_logger, _location.Bucket, exception);
            NoteLost(exception.GetType().Name);
        }

        return false;
    }

    private void NoteLost(string reason)
    {
        _counters.RuleStoreFailed(isFirst: !_isLost);
        if (!_isLost)
        {
            LogLost(_logger, _location.Bucket, reason);
            Volatile.Write(ref _isLost, true);
        }
    }

    private void NoteBack()
    {
        if (_isLost)
        {
            _counters.RuleStoreBack();
            LogBack(_logger, _location.Bucket);
            Volatile.Write(ref _isLost, false);
        }
    }

    private void PublishProblems()
    {
        IReadOnlyList<RuleFileProblem> added;
        lock (_gate)
        {
            var current = _rules.Problems;
            added = [.. current.Except(_problems)];
            Volatile.Write(ref _problems, current);
        }

        foreach (var problem in added)
        {
            LogProblem(_logger, problem.Path, problem.Text, problem.Effect);
        }
    }
}
