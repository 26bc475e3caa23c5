namespace Hotlink.Grains.Access;

/// <summary>Why a rule file can't be used.</summary>
public enum RuleFileErrorKind
{
    /// <summary>It is longer than <see cref="Domain.Access.AccessLimits.FileBytes"/>.</summary>
    TooLarge,

    /// <summary>It is not UTF-8.</summary>
    NotUtf8,

    /// <summary>It is not YAML.</summary>
    BadYaml,

    /// <summary>A value is not of the kind it should be: a text instead of a list, for instance.</summary>
    WrongType,

    /// <summary>A key occurs twice in one mapping.</summary>
    DuplicateKey,

    /// <summary>A rule has no pattern.</summary>
    EmptyPattern,

    /// <summary>A rule has no access.</summary>
    MissingAccess,

    /// <summary>It has too many rules, principals or aliases, too long a pattern, or is nested too deeply.</summary>
    TooComplex,

    /// <summary>The path is not that of a rule file inside a datasite.</summary>
    BadPath,

    /// <summary>The rules of the datasite can't take it: see <see cref="Domain.Access.InstallRefusal"/>.</summary>
    NotInstalled,

    /// <summary>It can't be read from disk.</summary>
    Unreadable,

    /// <summary>It is a symbolic link; links are not followed.</summary>
    Link,
}
