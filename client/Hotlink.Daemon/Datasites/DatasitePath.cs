using System.Buffers;
using System.Text;

namespace Hotlink.Daemon.Datasites;

/// <summary>
/// The form of a path below <c>datasites/</c>: relative, <c>/</c> between segments, an email first, nothing to resolve (wire protocol,
/// section 3; pitfalls 39, 41, 183). Pure.
/// </summary>
public static class DatasitePath
{
    /// <summary>The longest path, in bytes of UTF-8.</summary>
    public const int MaxBytes = 1024;

    private static readonly SearchValues<char> NeverInWindows = SearchValues.Create("<>:\"|?*");
    private static readonly SearchValues<char> NeverInEmails = SearchValues.Create("*?[]{}()<>/\\\":;, \t");

    /// <summary>What is wrong with a path, or <see cref="DatasitePathFault.None"/>.</summary>
    public static DatasitePathFault Check(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0)
        {
            return DatasitePathFault.Empty;
        }

        if (path.Length > MaxBytes || Encoding.UTF8.GetByteCount(path) > MaxBytes)
        {
            return DatasitePathFault.TooLong;
        }

        foreach (var range in path.AsSpan().Split('/'))
        {
            if (CheckSegment(path.AsSpan(range)) is var fault and not DatasitePathFault.None)
            {
                return fault;
            }
        }

        return IsEmail(DatasiteOf(path)) ? DatasitePathFault.None : DatasitePathFault.NoDatasite;
    }

    /// <summary>The first segment of a path.</summary>
    public static string DatasiteOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.IndexOf('/', StringComparison.Ordinal) is >= 0 and var end ? path[..end] : path;
    }

    /// <summary>Whether a text can be a user's email: one <c>@</c>, something on both sides, nothing that means something in paths.</summary>
    public static bool IsEmail(string? text)
    {
        const int maxLength = 254;
        if (text is null || text.Length > maxLength || text.AsSpan().ContainsAny(NeverInEmails) || text.Any(char.IsControl))
        {
            return false;
        }

        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at < text.Length - 1 && at == text.LastIndexOf('@');
    }

    private static DatasitePathFault CheckSegment(ReadOnlySpan<char> segment)
    {
        if (segment is "" or "." or ".." || segment.Contains('\\'))
        {
            return DatasitePathFault.NotCanonical;
        }

        foreach (var rune in segment.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || rune == Rune.ReplacementChar)
            {
                return DatasitePathFault.BadCharacter;
            }
        }

        return OperatingSystem.IsWindows() && IsStrangeToWindows(segment) ? DatasitePathFault.BadCharacter : DatasitePathFault.None;
    }

    // Streams, drives, wild cards, and names whose end Windows cuts off: another file than the one that is named.
    private static bool IsStrangeToWindows(ReadOnlySpan<char> segment) =>
        segment.ContainsAny(NeverInWindows) || segment[^1] is '.' or ' ';
}
