namespace Hotlink.Domain.Access;

/// <summary>What a <c>syft.pub.yaml</c> says, in the order in which it says it.</summary>
/// <param name="Terminal">Rule files further down are ignored.</param>
/// <param name="Rules">The rules; order decides only between patterns that are equally specific.</param>
public sealed record RuleFile(bool Terminal, IReadOnlyList<AccessRule> Rules)
{
    /// <summary>The exact name of a rule file.</summary>
    public const string Name = "syft.pub.yaml";

    /// <summary>What an empty file means: nobody but the owner.</summary>
    public static RuleFile Private { get; } = new(false, [AccessRule.Private]);

    /// <summary>The file with a closing private rule, unless it already has a rule for everything.</summary>
    public RuleFile WithDefault() =>
        Rules.Any(rule => rule.Pattern == AccessRule.AllFiles) ? this : this with { Rules = [.. Rules, AccessRule.Private] };
}
