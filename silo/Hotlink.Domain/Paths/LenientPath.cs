namespace Hotlink.Domain.Paths;

/// <summary>
/// The rewriting that an access check does with whatever path it is asked about (access rules, section 3, step 0): repeated slashes,
/// <c>.</c> and <c>..</c> are resolved, slashes at both ends removed. A path that climbs above its start keeps its leading <c>..</c>,
/// one that started with a slash loses them. Paths from the wire are held to <see cref="CanonicalPath"/> before they get here.
/// </summary>
internal static class LenientPath
{
    /// <summary>The longest path a check looks at, in characters.</summary>
    public const int MaxLength = 4096;

    /// <summary>True when <see cref="Normalize"/> would return the path as it is.</summary>
    public static bool IsNormal(ReadOnlySpan<char> path)
    {
        if (path is ['/' or '.', ..] or [.., '/'] or [] || path.Contains("//", StringComparison.Ordinal))
        {
            return path is ['.', ..] && HasNormalSegments(path);
        }

        return !path.Contains("/.", StringComparison.Ordinal) || HasNormalSegments(path);
    }

    private static bool HasNormalSegments(ReadOnlySpan<char> path)
    {
        var start = 0;
        for (var i = 0; i <= path.Length; i++)
        {
            if (i < path.Length && path[i] != '/')
            {
                continue;
            }

            if (path[start..i] is "" or "." or "..")
            {
                return false;
            }

            start = i + 1;
        }

        return true;
    }

    /// <summary>Writes the normal form to <paramref name="buffer"/>, which must be as long as the path, at least 1.</summary>
    public static ReadOnlySpan<char> Normalize(ReadOnlySpan<char> path, Span<char> buffer)
    {
        var rooted = path.StartsWith('/');
        var length = 0;
        var climbed = 0;
        foreach (var range in path.Split('/'))
        {
            var segment = path[range];
            if (segment is "" or ".")
            {
                continue;
            }

            if (segment is not "..")
            {
                length = Append(buffer, length, segment);
            }
            else if (length > climbed)
            {
                length = Math.Max(climbed, buffer[..length].LastIndexOf('/'));
            }
            else if (!rooted)
            {
                length = climbed = Append(buffer, length, segment);
            }
        }

        if (length == 0)
        {
            buffer[0] = '.';
            length = 1;
        }

        return buffer[..length];
    }

    private static int Append(Span<char> buffer, int length, ReadOnlySpan<char> segment)
    {
        if (length > 0)
        {
            buffer[length++] = '/';
        }

        segment.CopyTo(buffer[length..]);
        return length + segment.Length;
    }
}
