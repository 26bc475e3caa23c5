using Hotlink.Domain.Access;
using Hotlink.Grains.Access.Folders;

namespace Hotlink.Grains.Access.Buckets;

/// <summary>
/// Brings the rule files of a bucket into force, look by look. Only what changed since the look before is fetched. One look at a time;
/// <see cref="Install"/> at any.
/// </summary>
internal sealed class BucketRules(BucketClient client, string prefix, int maximumPages, Rulebook rulebook)
{
    // So much is in memory at a time: 16 MiB at most.
    private const int ChunkCount = 256;
    private const int ConcurrentFetchesCount = 16;

    private readonly RuleFileLedger _ledger = new(rulebook);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, RuleObject> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);
    private IReadOnlyList<RuleFileProblem> _listingProblems = [];

    public int Count => _ledger.Count;

    public IReadOnlyList<RuleFileProblem> Problems => [.. _ledger.Problems, .. Volatile.Read(ref _listingProblems)];

    /// <summary>Looks at the whole bucket. Throws <see cref="BucketException"/>; what was found before that is in force.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _written.Clear();
        }

        var (listing, isWhole) = await ListAsync(cancellationToken);
        BucketException? failure = null;
        foreach (var chunk in Changed(listing).Chunk(ChunkCount))
        {
            failure = await FetchAsync(chunk, cancellationToken) ?? failure;
        }

        if (isWhole)
        {
            RemoveAllBut(listing);
        }

        Volatile.Write(ref _listingProblems, [.. listing.Problems, .. isWhole ? [] : new[] { TooMany(maximumPages) }]);
        if (failure is not null)
        {
            throw failure;
        }
    }

    /// <summary>Looks at one rule file. Throws <see cref="BucketException"/>. One that is not there is left to the next look at everything.</summary>
    public async Task LookAtAsync(string directory, string key, CancellationToken cancellationToken)
    {
        var fetched = await FetchedRule.OfAsync(client, new RuleObject(directory, new BucketObject(key, "", 0)), cancellationToken);
        if (fetched.Failure is { } failure)
        {
            throw failure;
        }

        if (fetched.File is { } file)
        {
            lock (_gate)
            {
                _ledger.Apply([file]);
                NoteWritten(directory);
            }
        }
    }

    /// <summary>Puts a rule file into force that was written to the bucket.</summary>
    public RuleFileInstall Install(string directory, ReadOnlySpan<byte> content)
    {
        lock (_gate)
        {
            var result = _ledger.Install(directory, content);
            if (result.Installed)
            {
                NoteWritten(directory);
            }

            return result;
        }
    }

    // Somebody else may have replaced it since: the next look reads it, and the one under way says nothing about it.
    private void NoteWritten(string directory)
    {
        var name = RuleListing.NameOf(directory);
        _known[name] = new RuleObject(directory, default);
        _written.Add(name);
    }

    private static RuleFileProblem TooMany(int pages) =>
        new($"*/{RuleFile.Name}", $"there are more objects than {pages} pages: those behind are not looked at", RuleFileEffect.PreviousRules);

    private async Task<(RuleListing Listing, bool IsWhole)> ListAsync(CancellationToken cancellationToken)
    {
        var listing = new RuleListing(prefix);
        string? next = null;
        for (var pages = 0; pages < maximumPages; pages++)
        {
            (var objects, next) = await client.ListAsync(next, cancellationToken);
            listing.Add(objects);
            if (next is null)
            {
                break;
            }
        }

        return (listing, next is null);
    }

    private RuleObject[] Changed(RuleListing listing)
    {
        lock (_gate)
        {
            return [.. listing.ByName.Where(item => !_known.TryGetValue(item.Key, out var known) || known != item.Value).Select(item => item.Value)];
        }
    }

    private async Task<BucketException?> FetchAsync(RuleObject[] objects, CancellationToken cancellationToken)
    {
        var fetched = new FetchedRule[objects.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = ConcurrentFetchesCount, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(objects.Index(), options, async (item, token) => fetched[item.Index] = await FetchedRule.OfAsync(client, item.Item, token));
        Apply(fetched.Where(item => item.File is not null));
        return fetched.Select(item => item.Failure).FirstOrDefault(failure => failure is not null);
    }

    private void Apply(IEnumerable<FetchedRule> fetched)
    {
        lock (_gate)
        {
            FetchedRule[] current = [.. fetched.Where(item => !_written.Contains(RuleListing.NameOf(item.Found.Directory)))];
            _ledger.Apply(current.Select(item => item.File!));
            foreach (var item in current)
            {
                _known[RuleListing.NameOf(item.Found.Directory)] = item.Found;
            }
        }
    }

    private void RemoveAllBut(RuleListing listing)
    {
        lock (_gate)
        {
            RuleObject[] gone = [.. _known.Where(item => !listing.ByName.ContainsKey(item.Key) && !_written.Contains(item.Key)).Select(item => item.Value)];
            _ledger.Apply(gone.Select(item => new LoadedRuleFile(item.Directory, null, null)));
            foreach (var item in gone)
            {
                _known.Remove(RuleListing.NameOf(item.Directory));
            }
        }
    }
}
