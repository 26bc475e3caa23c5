using System.Buffers;
using Hotlink.Domain.Access.Globs;
using Hotlink.Domain.Access.Templates;

namespace Hotlink.Domain.Access;

/// <summary>
/// A pattern without templates, matched against the path below the directory of its rule file: the name of the directory is never part of
/// the pattern. Immutable, thread-safe.
/// </summary>
internal sealed class PathPattern
{
    private static readonly SearchValues<char> GlobMarks = SearchValues.Create("*?[");

    private readonly string _text;
    private readonly GlobPattern? _glob;

    private PathPattern(string text, GlobPattern? glob) => (_text, _glob) = (text, glob);

    /// <summary>The pattern, or null when it is a malformed glob. Braces alone don't make a glob.</summary>
    public static PathPattern? Of(string text) =>
        text.AsSpan().ContainsAny(GlobMarks) ? OfGlob(text, GlobText.Of(text)) : new PathPattern(text, null);

    /// <summary>
    /// The pattern that a template made. Null when it is malformed, or when the user's part of it has a slash: an identity stands for
    /// itself in one segment.
    /// </summary>
    public static PathPattern? Of(TemplateText rendered)
    {
        var origins = rendered.Origins();
        var isGlob = false;
        for (var i = 0; i < origins.Length; i++)
        {
            if (origins[i] && rendered.Text[i] == '/')
            {
                return null;
            }

            isGlob |= !origins[i] && GlobMarks.Contains(rendered.Text[i]);
        }

        return isGlob ? OfGlob(rendered.Text, GlobText.Of(rendered.Text, origins)) : new PathPattern(rendered.Text, null);
    }

    /// <summary>Matches the path below the directory; empty is the directory itself.</summary>
    public bool IsMatch(ReadOnlySpan<char> relative, ref StepBudget budget)
    {
        if (_glob is null)
        {
            return !relative.IsEmpty && relative.SequenceEqual(_text);
        }

        if (_text is AccessRule.AllFiles || relative.IsEmpty)
        {
            return _text is AccessRule.AllFiles or "**/";
        }

        return _glob.IsMatch(relative, ref budget);
    }

    private static PathPattern? OfGlob(string text, int[] codePoints) =>
        GlobPattern.TryCompile(codePoints) is { } glob ? new PathPattern(text, glob) : null;
}
