using System.Text;

namespace Hotlink.Domain.Access;

/// <summary>How specific a pattern is; the most specific rule that matches decides (access rules, section 5).</summary>
internal static class Specificity
{
    /// <summary>The score of a pattern as it is written, before a template is rendered.</summary>
    public static int Score(string pattern) => pattern switch
    {
        "**" => -100,
        "**/*" => -99,
        _ => (2 * Encoding.UTF8.GetByteCount(pattern)) + (10 * pattern.AsSpan().Count('/')) + (IsTemplate(pattern) ? 50 : 0) - Penalty(pattern),
    };

    public static bool IsTemplate(string pattern) =>
        pattern.Contains("{{", StringComparison.Ordinal) && pattern.Contains("}}", StringComparison.Ordinal);

    private static int Penalty(string pattern)
    {
        var penalty = pattern[0] == '*' ? 10 : 0;
        foreach (var character in pattern)
        {
            penalty += character switch
            {
                '*' => 10,
                '?' or '!' or '[' or '{' => 2,
                _ => 0,
            };
        }

        return penalty;
    }
}
