namespace Hotlink.Daemon.Datasites;

/// <summary>What is wrong with a path: the closed list.</summary>
public enum DatasitePathFault
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It is empty.</summary>
    Empty,

    /// <summary>It has more than <see cref="DatasitePath.MaxBytes"/> bytes.</summary>
    TooLong,

    /// <summary>It is absolute, or has an empty, <c>.</c> or <c>..</c> segment, or a backslash.</summary>
    NotCanonical,

    /// <summary>A character that no file name may hold here, or text that is no Unicode.</summary>
    BadCharacter,

    /// <summary>Its first segment is no email.</summary>
    NoDatasite,

    /// <summary>It would leave the root.</summary>
    OutsideRoot,

    /// <summary>A part of it is a symbolic link or a junction.</summary>
    Link,
}
