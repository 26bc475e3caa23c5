namespace Hotlink.Domain.Access;

/// <summary>Why a rule file was not taken.</summary>
public enum InstallRefusal
{
    /// <summary>It was taken.</summary>
    None = 0,

    /// <summary>The directory is not inside a datasite.</summary>
    NoDatasite,

    /// <summary>The directory lies deeper than <see cref="AccessLimits.Depth"/>.</summary>
    TooDeep,

    /// <summary>The file has no rules at all. (A parsed file always has one.)</summary>
    NoRules,

    /// <summary>The file exceeds <see cref="AccessLimits"/>.</summary>
    TooLarge,

    /// <summary>The rule files of the datasite weigh <see cref="AccessLimits.DatasiteWeight"/> already.</summary>
    DatasiteFull,
}
