namespace Hotlink.Domain.Access;

/// <summary>An answer of the <see cref="Rulebook"/>, and what it rests on.</summary>
/// <param name="Allowed">True when the user may.</param>
/// <param name="Reason">Why not; <see cref="AccessDenial.None"/> when allowed.</param>
/// <param name="RuleFile">The file that decided, relative to the root of the datasites; null when none did.</param>
/// <param name="Pattern">The pattern of the rule that decided, as it is written in the file; null when none matched.</param>
public readonly record struct AccessDecision(bool Allowed, AccessDenial Reason, string? RuleFile, string? Pattern)
{
    /// <summary>The owner of a datasite may do everything in it, whatever its rules say.</summary>
    public static AccessDecision Owner { get; } = new(true, AccessDenial.None, null, null);

    /// <summary>True when ownership decided and no rule was looked at.</summary>
    public bool ByOwnership => Allowed && RuleFile is null;

    internal static AccessDecision Denied(AccessDenial reason, string? ruleFile = null, string? pattern = null) =>
        new(false, reason, ruleFile, pattern);
}
