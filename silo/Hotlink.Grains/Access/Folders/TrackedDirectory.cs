namespace Hotlink.Grains.Access.Folders;

/// <summary>What was last seen of a directory.</summary>
/// <param name="parent">The directory it is in; null for the root.</param>
/// <param name="path">Its path relative to the root, with slashes; "" for the root.</param>
internal sealed class TrackedDirectory(TrackedDirectory? parent, string path)
{
    public TrackedDirectory? Parent { get; } = parent;

    public string Path { get; } = path;

    public FileStamp Stamp { get; set; }

    /// <summary>The stamp may miss a change: list the directory again.</summary>
    public bool Unsettled { get; set; } = true;

    public bool HasRuleFile { get; set; }

    /// <summary>The rule file as it was last read; null when it was not.</summary>
    public FileStamp? RuleFile { get; set; }

    /// <summary>The rule file was empty at the last look: perhaps somebody is about to write it.</summary>
    public bool SeenEmpty { get; set; }

    /// <summary>The directory is gone: nothing is to be found in it any more.</summary>
    public bool IsDropped { get; set; }

    public Dictionary<string, TrackedDirectory> Children { get; } = new(StringComparer.Ordinal);

    public string PathOf(string child) => Path.Length == 0 ? child : $"{Path}/{child}";
}
