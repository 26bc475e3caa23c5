using Hotlink.Domain.Access;

namespace Hotlink.Grains.Access.Checking;

/// <summary>The words for what a decision rests on.</summary>
internal static class AccessRuleText
{
    /// <summary><c>owner</c>, the file and pattern, the file alone when none of its rules matched, or null when there was none.</summary>
    public static string? Of(AccessDecision decision) => decision switch
    {
        { ByOwnership: true } => "owner",
        { Pattern: { } pattern } => $"{decision.RuleFile}: {pattern}",
        _ => decision.RuleFile,
    };
}
