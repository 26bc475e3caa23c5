using Hotlink.Domain.Access;
using Hotlink.Domain.Identity;

namespace Hotlink.Grains.Access.Folders;

/// <summary>
/// Brings rule files into force and remembers which content is: from the store, as it is found there, and from the wire, as it was stored. A file
/// that can't be used leaves the rules of its directory as they are, or makes it private when it had none. Thread-safe.
/// </summary>
internal sealed class RuleFileLedger(Rulebook rulebook)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LedgerEntry> _entries = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, LedgerEntry> _troubled = new(StringComparer.Ordinal);
    private long _moment;

    /// <summary>Now, counted in changes that came over the wire: to be taken before files are read.</summary>
    public long Moment => Interlocked.Read(ref _moment);

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Values.Count(entry => entry.HasRules);
            }
        }
    }

    public IReadOnlyList<RuleFileProblem> Problems
    {
        get
        {
            lock (_gate)
            {
                return [.. _troubled.Values.SelectMany(entry => entry.Problems)];
            }
        }
    }

    /// <summary>Takes what was found on disk. Content that was seen there before says nothing new, whatever is in force.</summary>
    /// <param name="files">What was found.</param>
    /// <param name="readSince">The <see cref="Moment"/> before it was read; by default all of it is news.</param>
    /// <returns>Directories to be read again: what was found there may be older than what has come over the wire meanwhile.</returns>
    public IReadOnlyList<string> Apply(IEnumerable<LoadedRuleFile> files, long readSince = long.MaxValue)
    {
        lock (_gate)
        {
            var found = files.ToLookup(file => _entries.TryGetValue(KeyOf(file.Directory), out var entry) && entry.ChangedAt > readSince);
            var changes = found[false].Select(Judge).OfType<(LoadedRuleFile File, RuleChange Change)>().ToArray();
            var results = rulebook.Update([.. changes.Select(item => item.Change)]);
            foreach (var ((file, change), result) in changes.Zip(results))
            {
                if (change.File is not null)
                {
                    Record(file, result);
                }
            }

            return [.. found[true].Select(file => file.Directory)];
        }
    }

    /// <summary>
    /// Puts the content of a rule file into force that came over the wire and is in the store: what is read there from now on, if it differs,
    /// is newer.
    /// </summary>
    /// <param name="directory">The directory that it governs.</param>
    /// <param name="content">The file.</param>
    public RuleFileInstall Install(string directory, ReadOnlySpan<byte> content)
    {
        var file = LoadedRuleFile.Of(directory, content);
        if (file.Reading is not { IsValid: true } reading)
        {
            return RuleFileInstall.Refused(file.Reading!.Error!);
        }

        lock (_gate)
        {
            if (_entries.TryGetValue(KeyOf(directory), out var known) && known.InForceHash == file.Hash)
            {
                NoteStored(known, file);
                return new RuleFileInstall(null, rulebook.Version(directory.Split('/')[0]), []);
            }

            var result = rulebook.Install(directory, reading.File);
            if (!result.Installed)
            {
                return RuleFileInstall.Refused(NotInstalled(result.Refusal));
            }

            Record(file, result);
            NoteStored(EntryOf(KeyOf(directory)), file);
            return new RuleFileInstall(null, result.Version, result.Problems);
        }
    }

    private void NoteStored(LedgerEntry entry, LoadedRuleFile file) =>
        (entry.DiskHash, entry.ChangedAt) = (file.Hash, Interlocked.Increment(ref _moment));

    /// <summary>What a sighting changes; null when it changes nothing.</summary>
    private (LoadedRuleFile, RuleChange)? Judge(LoadedRuleFile file)
    {
        var key = KeyOf(file.Directory);
        if (file.Reading is null)
        {
            _troubled.Remove(key);
            return _entries.Remove(key, out var gone) && gone.HasRules ? (file, new RuleChange(file.Directory, null)) : null;
        }

        var entry = EntryOf(key);
        if (file.Hash is not null && file.Hash == entry.DiskHash)
        {
            return null;
        }

        entry.DiskHash = file.Hash;
        if (file.Reading.IsValid)
        {
            Note(key, entry, entry.Problems.Where(problem => problem.Effect == RuleFileEffect.OtherRules));
            return file.Hash == entry.InForceHash ? null : (file, new RuleChange(file.Directory, file.Reading.File));
        }

        var isPrivate = !entry.HasRules || entry.InForceHash is null;
        NoteFile(file, entry, file.Reading.Error.Text, isPrivate ? RuleFileEffect.Private : RuleFileEffect.PreviousRules);
        return entry.HasRules ? null : (file, new RuleChange(file.Directory, RuleFile.Private));
    }

    private void Record(LoadedRuleFile file, InstallResult result)
    {
        var entry = EntryOf(KeyOf(file.Directory));
        if (!result.Installed)
        {
            NoteFile(file, entry, NotInstalled(result.Refusal).Text, entry.HasRules ? RuleFileEffect.PreviousRules : RuleFileEffect.Ignored);
            return;
        }

        entry.HasRules = true;
        if (file.Reading!.IsValid)
        {
            entry.InForceHash = file.Hash;
            var left = result.Problems.Select(problem => ProblemOf(file, $"rule {problem.Rule}: {problem.Text}", RuleFileEffect.OtherRules));
            Note(KeyOf(file.Directory), entry, left);
        }
    }

    /// <summary>Notes that the file itself can't be used; rules left out of the one in force stay noted.</summary>
    private void NoteFile(LoadedRuleFile file, LedgerEntry entry, string text, RuleFileEffect effect) => Note(
        KeyOf(file.Directory),
        entry,
        entry.Problems.Where(problem => problem.Effect == RuleFileEffect.OtherRules).Prepend(ProblemOf(file, text, effect)));

    private void Note(string key, LedgerEntry entry, IEnumerable<RuleFileProblem> problems)
    {
        entry.Problems = [.. problems];
        _troubled.Remove(key);
        if (entry.Problems.Count > 0)
        {
            _troubled.Add(key, entry);
        }
    }

    private LedgerEntry EntryOf(string key)
    {
        if (!_entries.TryGetValue(key, out var entry))
        {
            entry = new LedgerEntry();
            _entries.Add(key, entry);
        }

        return entry;
    }

    private static RuleFileProblem ProblemOf(LoadedRuleFile file, string text, RuleFileEffect effect) =>
        new($"{file.Directory}/{RuleFile.Name}", text, effect);

    private static RuleFileError NotInstalled(InstallRefusal refusal) => new(RuleFileErrorKind.NotInstalled, 0, refusal switch
    {
        InstallRefusal.NoDatasite => "the directory is not inside a datasite",
        InstallRefusal.TooDeep => "the directory lies too deep",
        InstallRefusal.DatasiteFull => "the datasite has too many rules",
        _ => "the file has too many rules or principals",
    });

    // As in the rulebook: the datasite in lower case, what is below it as it is.
    private static string KeyOf(string directory)
    {
        var slash = directory.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? EmailAddress.Normalize(directory) : EmailAddress.Normalize(directory[..slash]) + directory[slash..];
    }
}
