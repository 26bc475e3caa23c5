using System.Text;

namespace Hotlink.Domain.Access.Globs;

/// <summary>
/// A pattern as code points. Characters that a template took from a user's identity carry <see cref="Literal"/>: they stand for themselves,
/// whatever they are.
/// </summary>
internal static class GlobText
{
    /// <summary>Set on a code point that has no special meaning. No Unicode code point reaches this bit.</summary>
    public const int Literal = 1 << 24;

    public static int[] Of(ReadOnlySpan<char> pattern) => Of(pattern, ReadOnlySpan<bool>.Empty);

    /// <summary>The code points; <paramref name="literal"/> is empty or says for each character whether it stands for itself.</summary>
    public static int[] Of(ReadOnlySpan<char> pattern, ReadOnlySpan<bool> literal)
    {
        var text = new int[pattern.Length];
        var count = 0;
        for (var i = 0; i < pattern.Length;)
        {
            Rune.DecodeFromUtf16(pattern[i..], out var rune, out var consumed);
            text[count++] = rune.Value | (!literal.IsEmpty && literal[i] ? Literal : 0);
            i += consumed;
        }

        return text[..count];
    }

    public static int Plain(int codePoint) => codePoint & ~Literal;
}
