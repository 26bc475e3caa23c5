namespace Hotlink.Domain.Access;

/// <summary>Bounds on what a rule file may ask of the relay. Rule files are written by users.</summary>
public static class AccessLimits
{
    /// <summary>The largest rule file, in bytes.</summary>
    public const int FileBytes = 64 * 1024;

    /// <summary>The most rules in a file.</summary>
    public const int Rules = 1024;

    /// <summary>The longest pattern, in bytes of UTF-8; also the longest text a template may produce, in characters.</summary>
    public const int PatternBytes = 1024;

    /// <summary>The most principals in one list.</summary>
    public const int Principals = 10_000;

    /// <summary>
    /// What all rule files of a datasite may weigh together. A file weighs <see cref="FileWeight"/>, and each rule and each principal
    /// <see cref="EntryWeight"/> and its characters; so this is some 10,000 small files, or 60 of the largest.
    /// </summary>
    public const int DatasiteWeight = 4 * 1024 * 1024;

    /// <summary>What a file weighs by itself.</summary>
    public const int FileWeight = 256;

    /// <summary>What a rule or a principal weighs beside its characters.</summary>
    public const int EntryWeight = 16;

    /// <summary>The most slashes in the path of a directory that holds a rule file.</summary>
    public const int Depth = 255;
}
