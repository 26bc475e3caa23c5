using Hotlink.Domain.Access;

namespace Hotlink.Grains.Access.Folders;

/// <summary>
/// Keeps a picture of a folder of datasites and finds what differs from it. A directory whose stamp is as before is not listed again, a rule
/// file whose stamp is as before is not reported again. Symbolic links are not followed. Not thread-safe.
/// </summary>
internal sealed class FolderScanner(string root, TimeProvider timeProvider)
{
    private readonly TrackedDirectory _root = new(null, "");
    private readonly HashSet<TrackedDirectory> _unsettled = [];
    private readonly SortedSet<string> _unreadable = new(StringComparer.Ordinal);
    private readonly List<Sighting> _found = [];
    private IReadOnlyList<RuleFileProblem> _ignored = [];
    private bool _believeEmpty;

    /// <summary>Directories of the root that are not taken as datasites, and those that can't be listed. A copy.</summary>
    public IReadOnlyList<RuleFileProblem> Problems =>
    [
        .. _ignored,
        .. _unreadable.Select(path => new RuleFileProblem(path, "the directory can't be read", RuleFileEffect.PreviousRules)),
    ];

    /// <summary>How many directories are followed.</summary>
    public int Count { get; private set; } = 1;

    /// <summary>Looks at everything for the first time. An empty rule file is taken as it is.</summary>
    public IReadOnlyList<Sighting> Load()
    {
        _believeEmpty = true;
        var sightings = ScanAll();
        _believeEmpty = false;
        return sightings;
    }

    /// <summary>Looks at every directory.</summary>
    public IReadOnlyList<Sighting> ScanAll()
    {
        _found.Clear();
        LookBelow(_root);
        return [.. _found];
    }

    /// <summary>Lists some directories, and those whose last look was not conclusive.</summary>
    public IReadOnlyList<Sighting> ScanSome(IEnumerable<string> directories)
    {
        _found.Clear();
        foreach (var node in directories.Select(FindNearest).Concat(_unsettled).ToHashSet())
        {
            node.Unsettled = true;
            if (!node.IsDropped)
            {
                Look(node);
            }
        }

        return [.. _found];
    }

    private TrackedDirectory FindNearest(string directory)
    {
        var node = _root;
        foreach (var segment in directory.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!node.Children.TryGetValue(segment, out var child))
            {
                break;
            }

            node = child;
        }

        return node;
    }

    private void LookBelow(TrackedDirectory node)
    {
        if (node.IsDropped)
        {
            return;
        }

        // Those that the look adds are looked at when they are added.
        var known = node.Children.Values.ToArray();
        Look(node);
        foreach (var child in known)
        {
            LookBelow(child);
        }
    }

    private void Look(TrackedDirectory node)
    {
        if (FileStamp.OfDirectory(FullPath(node.Path)) is { } stamp)
        {
            var isChanged = node.Unsettled || stamp != node.Stamp;
            if (isChanged)
            {
                List(node, stamp);
            }

            LookAtRuleFile(node, isChanged);
            Settle(node);
        }
        else if (node.Parent is { } parent)
        {
            parent.Unsettled = true;
            Look(parent);
        }
    }

    private void List(TrackedDirectory node, FileStamp stamp)
    {
        if (TryList(node) is not { } listing)
        {
            return;
        }

        node.Stamp = stamp;
        node.Unsettled = stamp.IsRecent(timeProvider.GetUtcNow());
        if (!listing.HasRuleFile)
        {
            ForgetRuleFile(node);
        }

        node.HasRuleFile = listing.HasRuleFile;
        foreach (var gone in node.Children.Keys.Except(listing.Directories).ToArray())
        {
            Drop(node.Children[gone]);
            node.Children.Remove(gone);
        }

        foreach (var name in listing.Directories)
        {
            Adopt(node, name);
        }
    }

    private FolderListing? TryList(TrackedDirectory node)
    {
        try
        {
            var listing = node == _root ? FolderListing.OfRoot(root) : FolderListing.Of(FullPath(node.Path));
            _ignored = node == _root ? listing.Ignored : _ignored;
            _unreadable.Remove(node.Path);
            return listing;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _unreadable.Add(node.Path);
            return null;
        }
    }

    private void Adopt(TrackedDirectory parent, string name)
    {
        var path = parent.PathOf(name);
        if (parent.Children.ContainsKey(name) || path.AsSpan().Count('/') > AccessLimits.Depth)
        {
            return;
        }

        var child = new TrackedDirectory(parent, path);
        parent.Children.Add(name, child);
        Count++;
        Look(child);
    }

    private void Drop(TrackedDirectory node)
    {
        node.IsDropped = true;
        ForgetRuleFile(node);
        _unsettled.Remove(node);
        _unreadable.Remove(node.Path);
        Count--;
        foreach (var child in node.Children.Values)
        {
            Drop(child);
        }
    }

    private void ForgetRuleFile(TrackedDirectory node)
    {
        if (node.HasRuleFile)
        {
            Report(node, SightingKind.Gone);
        }

        (node.HasRuleFile, node.RuleFile, node.SeenEmpty) = (false, null, false);
    }

    private void LookAtRuleFile(TrackedDirectory node, bool isDirectoryChanged)
    {
        if (!node.HasRuleFile)
        {
            return;
        }

        var path = FullPath(node.PathOf(RuleFile.Name));
        if (FileStamp.OfFile(path) is { } stamp)
        {
            var isSame = stamp == node.RuleFile && !stamp.IsRecent(timeProvider.GetUtcNow());
            if (isDirectoryChanged || !isSame)
            {
                TakeRuleFile(node, stamp);
            }
        }
        else if (new FileInfo(path).LinkTarget is not null)
        {
            Report(node, SightingKind.Link);
        }
        else
        {
            ForgetRuleFile(node);
        }
    }

    // A writer that truncates a file before filling it must not take everybody's rights away for a moment.
    private void TakeRuleFile(TrackedDirectory node, FileStamp stamp)
    {
        var isNewlyEmpty = stamp.Length == 0 && !node.SeenEmpty && !_believeEmpty;
        node.SeenEmpty = stamp.Length == 0;
        node.RuleFile = isNewlyEmpty ? null : stamp;
        if (!isNewlyEmpty)
        {
            Report(node, SightingKind.Present);
        }
    }

    private void Settle(TrackedDirectory node)
    {
        var now = timeProvider.GetUtcNow();
        if (node.Unsettled || (node.SeenEmpty && node.RuleFile is null) || node.RuleFile?.IsRecent(now) == true)
        {
            _unsettled.Add(node);
        }
        else
        {
            _unsettled.Remove(node);
        }
    }

    private void Report(TrackedDirectory node, SightingKind kind) =>
        _found.Add(new Sighting(node.Path, kind, FullPath(node.PathOf(RuleFile.Name))));

    private string FullPath(string relative) => Path.Combine(root, relative);
}
