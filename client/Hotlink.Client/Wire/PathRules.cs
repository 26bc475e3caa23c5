namespace Hotlink.Client.Wire;

/// <summary>What a path must be before anything is done with it: relay and peers are not trusted (design, section 4, invariant 4).</summary>
internal static class PathRules
{
    private const int MaxBytes = 1024;
    private const int MaxUserLength = 254;

    /// <summary>
    /// Whether it is relative, of at most 1,024 bytes of UTF-8, with forward slashes and nothing to resolve: no empty, <c>.</c> or
    /// <c>..</c> segment, no backslash, no control character, no drive letter.
    /// </summary>
    public static bool IsCanonical(string path)
    {
        if (path.Length is 0 or > MaxBytes || (path.Length > 1 && path[1] == ':' && char.IsAsciiLetter(path[0])))
        {
            return false;
        }

        foreach (var character in path)
        {
            if (character == '\\' || char.IsControl(character))
            {
                return false;
            }
        }

        foreach (var part in path.AsSpan().Split('/'))
        {
            if (path.AsSpan(part) is "" or "." or "..")
            {
                return false;
            }
        }

        return IsEncodable(path);
    }

    /// <summary>Whether a data frame's path is the session's own, or a plain name in its directory.</summary>
    public static bool IsInDirectory(string framePath, string sessionPath) =>
        framePath.Length == 0 || framePath == sessionPath
        || (IsCanonical(framePath) && framePath.AsSpan(0, framePath.LastIndexOf('/') + 1).SequenceEqual(
            sessionPath.AsSpan(0, sessionPath.LastIndexOf('/') + 1)));

    /// <summary>Whether sessions on the path carry a TCP stream (wire-protocol, section 11, 7).</summary>
    public static bool IsTcpStream(string path) => path.EndsWith(HotlinkChannelOptions.TcpStreamName, StringComparison.Ordinal);

    /// <summary>Whether a text can name a sender: at most 254 characters, none of control. Empty is a sender that the relay doesn't name.</summary>
    public static bool CanBeUser(string user) => user.Length <= MaxUserLength && !user.Any(char.IsControl);

    private static bool IsEncodable(string path)
    {
        Span<byte> utf8 = stackalloc byte[MaxBytes];
        return System.Text.Unicode.Utf8.FromUtf16(path, utf8, out _, out _, replaceInvalidSequences: false) == System.Buffers.OperationStatus.Done;
    }
}
