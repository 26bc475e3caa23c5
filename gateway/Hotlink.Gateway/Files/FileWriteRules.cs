using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Hotlink.Domain.Identity;
using Hotlink.Domain.Paths;

namespace Hotlink.Gateway.Files;

/// <summary>What a write must be before anything touches the disk.</summary>
internal static class FileWriteRules
{
    // What file systems in use allow for one name.
    private const int LongestSegmentBytes = 255;

    /// <summary>The cheap checks: path, size, length.</summary>
    public static StoreRefusal? Check(string path, int contentLength, long claimedLength, int maximumBytes)
    {
        if (!IsFilePath(path))
        {
            return StoreRefusal.InvalidPath;
        }

        if (contentLength > maximumBytes)
        {
            return StoreRefusal.TooLarge;
        }

        return claimedLength == contentLength ? null : StoreRefusal.LengthMismatch;
    }

    /// <summary>
    /// Compares the MD5 of the content with the one given. An empty one is let pass, because the protocol has the field optional and
    /// the length has been compared by then; both clients of today always send it.
    /// </summary>
    [SuppressMessage("Security", "CA5351", Justification = "The protocol's entity tag is MD5; it guards against accidents, not attackers.")]
    public static StoreRefusal? CheckEtag(string etag, ReadOnlySpan<byte> content)
    {
        if (etag.Length == 0)
        {
            return null;
        }

        var actual = Convert.ToHexStringLower(MD5.HashData(content));
        return string.Equals(etag, actual, StringComparison.OrdinalIgnoreCase) ? null : StoreRefusal.EtagMismatch;
    }

    // A file lies in a datasite: the first segment is its owner, and something follows.
    private static bool IsFilePath(string path)
    {
        if (!CanonicalPath.IsCanonical(path))
        {
            return false;
        }

        var segments = path.Split('/');
        return segments.Length > 1 && EmailAddress.IsValid(segments[0]) && segments.All(IsStorableName);
    }

    private static bool IsStorableName(string name) =>
        Encoding.UTF8.GetByteCount(name) <= LongestSegmentBytes
        && !TemporaryFile.IsName(name)
        && (!OperatingSystem.IsWindows() || IsWindowsName(name));

    // A colon opens another stream of the file, and a dot or blank at the end is cut off: both would be a second name for it.
    private static bool IsWindowsName(string name) =>
        name.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) < 0 && !name.EndsWith('.') && !name.EndsWith(' ');
}
