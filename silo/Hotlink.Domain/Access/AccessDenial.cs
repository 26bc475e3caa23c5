namespace Hotlink.Domain.Access;

/// <summary>Why an access was refused. <see cref="AccessDenialExtensions.ToText"/> gives the words.</summary>
public enum AccessDenial
{
    /// <summary>It was not refused.</summary>
    None = 0,

    /// <summary>The user is empty.</summary>
    NoUser,

    /// <summary>The level is none of <see cref="AccessLevel"/>.</summary>
    InvalidLevel,

    /// <summary>The path is longer than 4,096 characters.</summary>
    PathTooLong,

    /// <summary>No rule file governs the path, or none of its rules matches.</summary>
    NoRules,

    /// <summary>The rule that decides does not let the user read.</summary>
    NoReadAccess,

    /// <summary>The rule that decides does not let the user write.</summary>
    NoWriteAccess,

    /// <summary>The rule that decides does not make the user an administrator.</summary>
    NoAdminAccess,

    /// <summary>The patterns of the rule file take too long to match.</summary>
    RulesTooCostly,
}
