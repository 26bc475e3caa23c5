using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Hotlink.Domain.Identity;
using Hotlink.Domain.Paths;

namespace Hotlink.Domain.Sessions;

/// <summary>What a session's path says about it.</summary>
public static class SessionPaths
{
    /// <summary>The last segment of a path whose session carries a TCP stream and has one reader.</summary>
    public const string TcpStreamName = "stream.tcp.request";

    private const int MaxFileNameBytes = 255;

    /// <summary>Whether the path's last segment is exactly <see cref="TcpStreamName"/>.</summary>
    public static bool IsTcpStream(ReadOnlySpan<char> path) => path[(path.LastIndexOf('/') + 1)..].SequenceEqual(TcpStreamName);

    /// <summary>The path's directory, without the last slash; empty for a path of one segment.</summary>
    public static ReadOnlySpan<char> DirectoryOf(ReadOnlySpan<char> path) => path[..Math.Max(path.LastIndexOf('/'), 0)];

    /// <summary>The datasite that the path lies in: its first segment, in the lower case in which the access rules know it.</summary>
    public static string DatasiteOf(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return EmailAddress.Normalize(slash < 0 ? path : path[..slash]);
    }

    /// <summary>
    /// Whether a data frame's path lies in the session's own directory: a canonical path, of the same directory and a file name of at
    /// most 255 bytes. A frame without a path means the session's. Both are UTF-8.
    /// </summary>
    public static bool IsInDirectory(ReadOnlySpan<byte> framePath, ReadOnlySpan<byte> sessionPath)
    {
        if (framePath.IsEmpty || framePath.SequenceEqual(sessionPath))
        {
            return true;
        }

        var directory = sessionPath[..(sessionPath.LastIndexOf((byte)'/') + 1)];
        return framePath.StartsWith(directory)
            && framePath.Length - directory.Length <= MaxFileNameBytes
            && framePath[directory.Length..].IndexOf((byte)'/') < 0
            && CanonicalPath.IsCanonical(framePath);
    }

    /// <summary>The same for a session's path that is text: one that is canonical.</summary>
    public static bool IsInDirectory(ReadOnlySpan<byte> framePath, ReadOnlySpan<char> sessionPath) =>
        framePath.IsEmpty || Ascii.Equals(framePath, sessionPath) || IsInDirectoryOfText(framePath, sessionPath);

    // Of its own: the common case takes no room for the bytes.
    private static bool IsInDirectoryOfText(ReadOnlySpan<byte> framePath, ReadOnlySpan<char> sessionPath)
    {
        Span<byte> utf8 = stackalloc byte[CanonicalPath.MaxBytes];
        return Utf8.FromUtf16(sessionPath, utf8, out _, out var length, replaceInvalidSequences: false) == OperationStatus.Done
            && IsInDirectory(framePath, utf8[..length]);
    }
}
