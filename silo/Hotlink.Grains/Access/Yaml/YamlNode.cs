namespace Hotlink.Grains.Access.Yaml;

/// <summary>A value of a YAML document and the line it starts on, from 1.</summary>
internal abstract record YamlNode(int Line)
{
    private const string StringTag = "tag:yaml.org,2002:str";

    /// <summary>Text: a string, a number, a boolean or null.</summary>
    public sealed record Scalar(int Line, string Value, bool Plain, string? Tag) : YamlNode(Line)
    {
        /// <summary>True for what yaml.v3 reads as null: nothing, a tilde or the word, without quotes.</summary>
        public bool IsNull => IsUntagged && Value is ("" or "~" or "null" or "Null" or "NULL");

        /// <summary>The key that pulls in the entries of another mapping.</summary>
        public bool IsMerge => IsUntagged && Value == "<<";

        /// <summary>A boolean as yaml.v3 reads it into a field of that type: also yes, no, on and off, even in quotes.</summary>
        public bool? AsBool => Value switch
        {
            "true" or "True" or "TRUE" when IsUntagged => true,
            "false" or "False" or "FALSE" when IsUntagged => false,
            "y" or "Y" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" => true,
            "n" or "N" or "no" or "No" or "NO" or "off" or "Off" or "OFF" => false,
            _ => null,
        };

        private bool IsUntagged => Plain && Tag is not ("!" or StringTag);
    }

    /// <summary>A list.</summary>
    public sealed record Sequence(int Line, List<YamlNode> Items) : YamlNode(Line);

    /// <summary>Keys and values, in order, repeated keys included.</summary>
    public sealed record Mapping(int Line, List<KeyValuePair<YamlNode, YamlNode>> Entries) : YamlNode(Line);
}
