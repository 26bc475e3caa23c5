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

    /// <summary>The most rule files in one datasite.</summary>
    public const int RuleFilesPerDatasite = 16_384;

    /// <summary>The most slashes in the path of a directory that holds a rule file.</summary>
    public const int Depth = 255;
}
