using System.Buffers;
using System.Text.Unicode;

namespace Hotlink.Domain.Paths;

/// <summary>
/// The one form in which a path may arrive from outside: relative, forward slashes, nothing to resolve.
/// A path that passes can be joined to a root, compared and used as a key without being rewritten. Thread-safe.
/// </summary>
public static class CanonicalPath
{
    /// <summary>The longest path, in bytes of UTF-8.</summary>
    public const int MaxBytes = 1024;

    /// <summary>
    /// True when the path has 1 to <see cref="MaxBytes"/> bytes of valid UTF-8, and no leading or trailing slash, no empty, <c>.</c> or
    /// <c>..</c> segment, no backslash, no control character and no drive letter in front.
    /// </summary>
    public static bool IsCanonical(ReadOnlySpan<char> path)
    {
        if (path.IsEmpty || path.Length > MaxBytes)
        {
            return false;
        }

        Span<byte> utf8 = stackalloc byte[MaxBytes];
        var status = Utf8.FromUtf16(path, utf8, out _, out var written, replaceInvalidSequences: false);
        return status == OperationStatus.Done && HasCanonicalSegments(utf8[..written]);
    }

    /// <inheritdoc cref="IsCanonical(ReadOnlySpan{char})"/>
    public static bool IsCanonical(ReadOnlySpan<byte> utf8) =>
        !utf8.IsEmpty && utf8.Length <= MaxBytes && Utf8.IsValid(utf8) && HasCanonicalSegments(utf8);

    private static bool HasCanonicalSegments(ReadOnlySpan<byte> path)
    {
        if (StartsWithDrive(path))
        {
            return false;
        }

        while (true)
        {
            var slash = path.IndexOf((byte)'/');
            if (!IsCanonicalSegment(slash < 0 ? path : path[..slash]))
            {
                return false;
            }

            if (slash < 0)
            {
                return true;
            }

            path = path[(slash + 1)..];
        }
    }

    private static bool IsCanonicalSegment(ReadOnlySpan<byte> segment)
    {
        if (segment.IsEmpty || segment.SequenceEqual("."u8) || segment.SequenceEqual(".."u8))
        {
            return false;
        }

        for (var i = 0; i < segment.Length; i++)
        {
            var value = segment[i];
            if (value is < 0x20 or 0x7F or (byte)'\\' || (value == 0xC2 && segment[i + 1] < 0xA0))
            {
                return false;
            }
        }

        return true;
    }

    // "C:x" names a drive on Windows even without a slash behind the colon.
    private static bool StartsWithDrive(ReadOnlySpan<byte> path) =>
        path.Length >= 2 && path[1] == (byte)':' && char.IsAsciiLetter((char)path[0]);
}
