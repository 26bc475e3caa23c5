using System.Security.Cryptography;
using Hotlink.Domain.Access;

namespace Hotlink.Grains.Access.Folders;

/// <summary>A sighting with the content of the file read and understood.</summary>
/// <param name="Directory">The directory, relative to the root.</param>
/// <param name="Hash">Identifies the content; null when it could not be read.</param>
/// <param name="Reading">What it says, or why that is unknown; null when the file is gone.</param>
internal sealed record LoadedRuleFile(string Directory, string? Hash, RuleFileReading? Reading)
{
    /// <summary>Reads what was sighted; null when the file went away meanwhile, which the next look will tell.</summary>
    public static LoadedRuleFile? Of(Sighting sighting)
    {
        try
        {
            return sighting.Kind switch
            {
                SightingKind.Gone => new LoadedRuleFile(sighting.Directory, null, null),
                SightingKind.Link => Failed(sighting, RuleFileErrorKind.Link, "the file is a symbolic link"),
                _ => Of(sighting.Directory, ReadBytes(sighting.File)),
            };
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failed(sighting, RuleFileErrorKind.Unreadable, "the file can't be read");
        }
    }

    /// <summary>Reads the content of a rule file.</summary>
    public static LoadedRuleFile Of(string directory, ReadOnlySpan<byte> content) =>
        new(directory, Convert.ToHexString(SHA256.HashData(content)), RuleFileReader.Read(content));

    private static LoadedRuleFile Failed(Sighting sighting, RuleFileErrorKind kind, string text) =>
        new(sighting.Directory, null, new RuleFileReading(null, new RuleFileError(kind, 0, text)));

    // One byte more than is allowed is enough to see that it is too much. An empty file is not opened: it may be a pipe.
    private static byte[] ReadBytes(string path)
    {
        if (new FileInfo(path).Length == 0)
        {
            return [];
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var bytes = new byte[AccessLimits.FileBytes + 1];
        return bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }
}
