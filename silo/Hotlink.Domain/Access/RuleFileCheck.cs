using System.Text;

namespace Hotlink.Domain.Access;

/// <summary>Holds a rule file to <see cref="AccessLimits"/> before anything is built from it.</summary>
internal static class RuleFileCheck
{
    public static InstallRefusal Check(RuleFile file)
    {
        if (file.Rules.Count == 0)
        {
            return InstallRefusal.NoRules;
        }

        return file.Rules.Count <= AccessLimits.Rules && file.Rules.All(IsWithinLimits) ? InstallRefusal.None : InstallRefusal.TooLarge;
    }

    private static bool IsWithinLimits(AccessRule rule) =>
        rule.Pattern.Length is > 0 and <= AccessLimits.PatternBytes &&
        Encoding.UTF8.GetByteCount(rule.Pattern) <= AccessLimits.PatternBytes &&
        AreWithinLimits(rule.Admin) && AreWithinLimits(rule.Write) && AreWithinLimits(rule.Read);

    private static bool AreWithinLimits(IReadOnlyList<string> principals) =>
        principals.Count <= AccessLimits.Principals && principals.All(principal => principal.Length <= AccessLimits.PatternBytes);
}
