namespace Hotlink.Domain.Access;

/// <summary>A directory that has a rule file in it or below it. Not changed once it can be seen by readers.</summary>
internal sealed class RuleNode
{
    private Dictionary<string, RuleNode>.AlternateLookup<ReadOnlySpan<char>>? _children;

    /// <summary>The rule file of this directory; null when only directories below have one.</summary>
    public RuleSet? Rules { get; private set; }

    /// <summary>The tree of a datasite; the keys are directories relative to it, "" being the datasite itself.</summary>
    public static RuleNode Build(IEnumerable<KeyValuePair<string, RuleSet>> files)
    {
        var root = new RuleNode();
        foreach (var (directory, rules) in files)
        {
            var node = root;
            foreach (var segment in directory.Split('/', StringSplitOptions.RemoveEmptyEntries))
            {
                node = node.GetOrAdd(segment);
            }

            node.Rules = rules;
        }

        return root;
    }

    /// <summary>
    /// The deepest rule file on the way to a path, and what of the path lies below its directory. Files below a terminal one are not seen.
    /// </summary>
    public RuleSet? FindNearest(ReadOnlySpan<char> path, out ReadOnlySpan<char> relative)
    {
        var node = this;
        var nearest = Rules;
        relative = path;
        while (!path.IsEmpty && node is { Rules: not { Terminal: true }, _children: { } children })
        {
            var slash = path.IndexOf('/');
            if (!children.TryGetValue(slash < 0 ? path : path[..slash], out node!))
            {
                break;
            }

            path = slash < 0 ? [] : path[(slash + 1)..];
            if (node.Rules is not null)
            {
                nearest = node.Rules;
                relative = path;
            }
        }

        return nearest;
    }

    private RuleNode GetOrAdd(string segment)
    {
        _children ??= new Dictionary<string, RuleNode>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        if (!_children.Value.TryGetValue(segment, out var child))
        {
            child = new RuleNode();
            _children.Value.Dictionary.Add(segment, child);
        }

        return child;
    }
}
