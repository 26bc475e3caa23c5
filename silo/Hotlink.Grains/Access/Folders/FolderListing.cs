using System.IO.Enumeration;
using Hotlink.Domain.Access;
using Hotlink.Domain.Identity;

namespace Hotlink.Grains.Access.Folders;

/// <summary>What of a directory's entries matters for rules: the directories in it, links left out, and whether it has a rule file.</summary>
/// <param name="Directories">Their names.</param>
/// <param name="HasRuleFile">There is a file, or a link, of exactly the right name.</param>
/// <param name="Ignored">Names of the root that look like datasites but can't be.</param>
internal sealed record FolderListing(IReadOnlyList<string> Directories, bool HasRuleFile, IReadOnlyList<RuleFileProblem> Ignored)
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    /// <summary>Lists a directory. Throws what the file system throws.</summary>
    public static FolderListing Of(string path)
    {
        var directories = new List<string>();
        var hasRuleFile = false;
        foreach (var (name, isDirectory) in Entries(path))
        {
            hasRuleFile |= !isDirectory;
            if (isDirectory)
            {
                directories.Add(name);
            }
        }

        return new FolderListing(directories, hasRuleFile, []);
    }

    /// <summary>
    /// Lists the root: its directories are datasites if their names are identities. Of two that differ in case only, the one in lower case
    /// counts.
    /// </summary>
    public static FolderListing OfRoot(string path)
    {
        var datasites = new List<string>();
        var ignored = new List<RuleFileProblem>();
        foreach (var group in Of(path).Directories.Where(name => name.Contains('@')).GroupBy(EmailAddress.Normalize))
        {
            var names = group.OrderBy(name => name != group.Key).ThenBy(name => name, StringComparer.Ordinal).ToArray();
            if (EmailAddress.IsValid(group.Key))
            {
                datasites.Add(names[0]);
                ignored.AddRange(names.Skip(1).Select(name => Ignore(name, "another directory is the same datasite in other letters")));
            }
            else
            {
                ignored.AddRange(names.Select(name => Ignore(name, "the name is not an email address")));
            }
        }

        ignored.AddRange(Links(path).Select(name => Ignore(name, "symbolic links are not followed")));
        return new FolderListing(datasites, false, ignored);
    }

    private static RuleFileProblem Ignore(string name, string why) => new(name, why, RuleFileEffect.Ignored);

    // The type of an entry costs nothing, its attributes a call to the system: they are asked for directories only.
    private static FileSystemEnumerable<(string Name, bool IsDirectory)> Entries(string path) =>
        new(path, (ref entry) => (entry.FileName.ToString(), IsRealDirectory(ref entry)), Everything)
        {
            ShouldIncludePredicate = (ref entry) => entry.FileName is RuleFile.Name ? !IsRealDirectory(ref entry) : IsRealDirectory(ref entry),
        };

    private static FileSystemEnumerable<string> Links(string path) =>
        new(path, (ref entry) => entry.FileName.ToString(), Everything)
        {
            ShouldIncludePredicate = (ref entry) => entry.FileName.Contains('@') && entry.IsDirectory && !IsRealDirectory(ref entry),
        };

    private static bool IsRealDirectory(ref FileSystemEntry entry) =>
        entry.IsDirectory && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
}
