namespace Hotlink.Grains.Access.Yaml;

/// <summary>Takes values out of YAML nodes the way yaml.v3 fills Go structs, and counts the nodes it visits.</summary>
internal sealed class YamlFields
{
    // Twice what a file of the largest size can hold without aliases.
    private const int MaxVisits = 64 * 1024;
    private const int MaxMergeDepth = 8;

    private int _visits;

    /// <summary>The text of a scalar; null is empty, numbers and booleans are what is written.</summary>
    public static string TextOf(YamlNode node, string what) => node is YamlNode.Scalar scalar
        ? scalar.IsNull ? "" : scalar.Value
        : throw new RuleFileException(RuleFileErrorKind.WrongType, node.Line, $"{what} is not a text");

    /// <summary>The entries of a mapping by name; those that it merges in give way to its own.</summary>
    public Dictionary<string, YamlNode> Of(YamlNode node, string what)
    {
        var fields = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        Fill(fields, node, what, MaxMergeDepth);
        return fields;
    }

    /// <summary>The items of a list; none for null.</summary>
    public List<YamlNode> ItemsOf(YamlNode? node, string what)
    {
        if (node is null or YamlNode.Scalar { IsNull: true })
        {
            return [];
        }

        var sequence = node as YamlNode.Sequence ?? throw new RuleFileException(RuleFileErrorKind.WrongType, node.Line, $"{what} is not a list");
        Visit(sequence, sequence.Items.Count);
        return sequence.Items;
    }

    private void Fill(Dictionary<string, YamlNode> fields, YamlNode node, string what, int depth)
    {
        var mapping = node as YamlNode.Mapping ?? throw new RuleFileException(RuleFileErrorKind.WrongType, node.Line, $"{what} is not a mapping");
        Visit(mapping, mapping.Entries.Count);
        RefuseDuplicates(mapping);
        foreach (var (key, value) in mapping.Entries.Where(entry => !IsMerge(entry.Key)))
        {
            fields.TryAdd(TextOf(key, "a key"), value);
        }

        foreach (var (_, value) in mapping.Entries.Where(entry => IsMerge(entry.Key)))
        {
            Merge(fields, value, depth);
        }
    }

    private void Merge(Dictionary<string, YamlNode> fields, YamlNode value, int depth)
    {
        if (depth == 0)
        {
            throw new RuleFileException(RuleFileErrorKind.TooComplex, value.Line, "merges too deeply");
        }

        foreach (var merged in value is YamlNode.Sequence sequence ? sequence.Items : [value])
        {
            Fill(fields, merged, "what is merged", depth - 1);
        }
    }

    private static void RefuseDuplicates(YamlNode.Mapping mapping)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, _) in mapping.Entries)
        {
            if (key is YamlNode.Scalar scalar && !seen.Add(scalar.Value))
            {
                throw new RuleFileException(RuleFileErrorKind.DuplicateKey, key.Line, "the key is there already");
            }
        }
    }

    private void Visit(YamlNode node, int items)
    {
        _visits += items + 1;
        if (_visits > MaxVisits)
        {
            throw new RuleFileException(RuleFileErrorKind.TooComplex, node.Line, "has too many aliases");
        }
    }

    private static bool IsMerge(YamlNode key) => key is YamlNode.Scalar { IsMerge: true };
}
