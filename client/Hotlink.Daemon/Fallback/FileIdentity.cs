using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Hotlink.Daemon.Framing;
using Hotlink.Daemon.LocalSockets;

namespace Hotlink.Daemon.Fallback;

/// <summary>
/// Says which message the next file is. It travels as a file of its own just before it, in a folder that applications don't look into; its
/// name ends as a request's does, so that the same access rules let it pass.
/// </summary>
/// <param name="Run">The run: sender and key.</param>
/// <param name="First">The first message of the run that went as a file.</param>
/// <param name="Number">The message.</param>
/// <param name="ETag">The MD5 of the file's content.</param>
/// <param name="Path">The file.</param>
internal sealed record FileIdentity(string Run, long First, long Number, string ETag, string Path)
{
    private const string Version = "hlf1";
    private const string Folder = ".hotlink";
    private const int MaxBytes = 4096;
    private const int FieldCount = 6;
    private const int MaxRunLength = 320; // An email and a key.

    /// <summary>Where the identities of a run travel.</summary>
    public static string PathOf(string directory, string key) => $"{directory}/{Folder}/{key}.request";

    /// <summary>The directory whose messages a file tells of; null where it is no identity.</summary>
    public static string? DirectoryOf(string path)
    {
        var folder = StreamDirectories.ParentOf(path);
        return folder.EndsWith("/" + Folder, StringComparison.Ordinal) ? StreamDirectories.ParentOf(folder) : null;
    }

    /// <summary>What travels.</summary>
    public byte[] ToBytes() =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Version} {Run} {First} {Number} {ETag} {Path}\n"));

    /// <summary>Reads what travelled; hostile until it fits in every part.</summary>
    public static bool TryParse(ReadOnlySpan<byte> content, [NotNullWhen(true)] out FileIdentity? identity)
    {
        identity = null;
        if (content.Length > MaxBytes)
        {
            return false;
        }

        var fields = Encoding.UTF8.GetString(content).TrimEnd('\n').Split(' ', FieldCount);
        if (fields.Length != FieldCount || fields[0] != Version || fields[1].Length is 0 or > MaxRunLength || fields[4].Length > HlnkFormat.MaxTagBytes
            || !TryNumber(fields[2], out var first) || !TryNumber(fields[3], out var number) || number < first)
        {
            return false;
        }

        identity = new(fields[1], first, number, fields[4], fields[5]);
        return true;
    }

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;
}
