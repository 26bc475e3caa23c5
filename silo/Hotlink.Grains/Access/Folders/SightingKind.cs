namespace Hotlink.Grains.Access.Folders;

/// <summary>What a look at a directory found.</summary>
internal enum SightingKind
{
    /// <summary>A rule file that is new or may have changed.</summary>
    Present,

    /// <summary>A symbolic link in the place of a rule file.</summary>
    Link,

    /// <summary>That the rule file is gone.</summary>
    Gone,
}
