namespace Hotlink.Devstack.Stacks;

/// <summary>
/// Copies the parties' rule files to where the relay reads them. With the hosted relay they are uploaded; here both lie on one disk, and a
/// copy keeps what the relay believes apart from what a party has.
/// </summary>
internal static class RuleMirror
{
    public const string FileName = "syft.pub.yaml";

    /// <summary>Makes the relay's copies equal to the parties' files. Returns how many files came, changed or went.</summary>
    public static int Synchronize(StackLayout layout, IEnumerable<PartySpec> parties)
    {
        var changes = 0;
        foreach (var party in parties)
        {
            var (source, target) = (layout.OwnDatasite(party.Email), Path.Combine(layout.RelayDatasites, party.Email));
            Directory.CreateDirectory(target);
            var wanted = RulesBelow(source).ToHashSet(StringComparer.Ordinal);
            changes += wanted.Count(relative => Copy(Path.Combine(source, relative), Path.Combine(target, relative)));
            foreach (var stale in RulesBelow(target).Where(relative => !wanted.Contains(relative)).ToList())
            {
                File.Delete(Path.Combine(target, stale));
                changes++;
            }
        }

        return changes;
    }

    private static IEnumerable<string> RulesBelow(string folder) => !Directory.Exists(folder) ? [] : Directory
        .EnumerateFiles(folder, FileName, new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
        .Select(path => Path.GetRelativePath(folder, path));

    private static bool Copy(string source, string target)
    {
        var content = File.ReadAllBytes(source);
        if (File.Exists(target) && File.ReadAllBytes(target).AsSpan().SequenceEqual(content))
        {
            return false;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        File.WriteAllBytes(temporary, content);
        File.Move(temporary, target, overwrite: true);
        return true;
    }
}
