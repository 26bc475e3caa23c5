using Hotlink.Domain.Identity;
using Hotlink.Domain.Paths;

namespace Hotlink.Domain.Access;

/// <summary>
/// The access rules of a tenant: who may do what with which path. A decision reads one snapshot of a datasite's rules, takes no lock and,
/// once its templates are rendered, allocates nothing. Identities, and the datasite in front of a path, are compared in lower case; the
/// rest of a path is case-sensitive. Thread-safe.
/// </summary>
public sealed class Rulebook
{
    private readonly RuleStore _store = new();
    private readonly RenderCache _rendered = new();

    /// <summary>
    /// Raised with the name of a datasite after its rules changed, on the thread that changed them. Two changes at the same time may be
    /// reported in either order: look at <see cref="Version"/>. Handlers return at once and change no rules.
    /// </summary>
    public event Action<string>? Changed;

    /// <summary>May the user do this with the path? The path is rewritten first, see access rules, section 3, step 0.</summary>
    public AccessDecision Decide(string user, AccessLevel level, string path, DateOnly utcToday) =>
        Decide(user, level, path.AsSpan(), utcToday);

    /// <inheritdoc cref="Decide(string, AccessLevel, string, DateOnly)"/>
    public AccessDecision Decide(string user, AccessLevel level, ReadOnlySpan<char> path, DateOnly utcToday)
    {
        if (string.IsNullOrEmpty(user))
        {
            return AccessDecision.Denied(AccessDenial.NoUser);
        }

        if (level is not (AccessLevel.Read or AccessLevel.Create or AccessLevel.Write or AccessLevel.Admin))
        {
            return AccessDecision.Denied(AccessDenial.InvalidLevel);
        }

        if (path.Length > LenientPath.MaxLength)
        {
            return AccessDecision.Denied(AccessDenial.PathTooLong);
        }

        user = EmailAddress.Normalize(user);
        return LenientPath.IsNormal(path) ? DecideNormal(user, level, path, utcToday) : DecideLenient(user, level, path, utcToday);
    }

    /// <summary>
    /// Who may read the path, so that readers can be found without asking about every user. The date is that of the question (UTC), as in
    /// <see cref="Decide(string, AccessLevel, string, DateOnly)"/>.
    /// </summary>
    public ReaderSet Readers(string path, DateOnly utcToday)
    {
        _ = utcToday; // No set depends on it yet: rules with templates are never listed.
        if (path.Length > LenientPath.MaxLength)
        {
            return new ReaderSet(false, false, []);
        }

        var normal = LenientPath.IsNormal(path) ? path : LenientPath.Normalize(path, new char[path.Length + 1]).ToString();
        Span<char> datasite = stackalloc char[RuleDirectory.MaxDatasiteLength];
        if (!TrySplit(normal, ref datasite, out var below))
        {
            return new ReaderSet(false, false, []);
        }

        if (_store.Find(datasite) is not { } rules)
        {
            return new ReaderSet(false, false, [datasite.ToString()]);
        }

        return rules.Root.FindNearest(below, out var relative) is { } nearest ? nearest.Readers(relative) : rules.OwnerOnly;
    }

    /// <summary>Counts the changes to a datasite's rules; 0 when it never had any.</summary>
    public long Version(string datasite) => _store.Find(EmailAddress.Normalize(datasite))?.Version ?? 0;

    /// <summary>Puts a rule file into force, in place of the one its directory has.</summary>
    public InstallResult Install(string directory, RuleFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Update([new RuleChange(directory, file)])[0];
    }

    /// <summary>Takes the rule file of a directory out of force, and with it that it was terminal. False when there was none.</summary>
    public bool Remove(string directory) => Update([new RuleChange(directory, null)])[0].Version > 0;

    /// <summary>Carries out many changes, each datasite's in one step. The results are in the order of the changes.</summary>
    public IReadOnlyList<InstallResult> Update(IReadOnlyList<RuleChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var pending = changes.Select(PendingChange.Prepare).ToArray();
        foreach (var group in pending.Where(change => change.IsTaken).GroupBy(change => change.Place.Datasite))
        {
            Apply(group.Key, [.. group]);
        }

        return [.. pending.Select(change => change.Result)];
    }

    private void Apply(string datasite, PendingChange[] changes)
    {
        var refused = new HashSet<string>();
        var version = _store.Apply(datasite, changes.Select(change => (change.Place.Relative, change.Rules)), refused);
        foreach (var change in changes)
        {
            change.Finish(version, refused.Contains(change.Place.Relative));
        }

        if (version > 0)
        {
            Changed?.Invoke(datasite);
        }
    }

    private AccessDecision DecideLenient(string user, AccessLevel level, ReadOnlySpan<char> path, DateOnly utcToday)
    {
        Span<char> buffer = path.Length < CanonicalPath.MaxBytes ? stackalloc char[CanonicalPath.MaxBytes] : new char[path.Length + 1];
        return DecideNormal(user, level, LenientPath.Normalize(path, buffer), utcToday);
    }

    private AccessDecision DecideNormal(string user, AccessLevel level, ReadOnlySpan<char> path, DateOnly utcToday)
    {
        Span<char> datasite = stackalloc char[RuleDirectory.MaxDatasiteLength];
        if (!TrySplit(path, ref datasite, out var below))
        {
            return AccessDecision.Denied(AccessDenial.NoRules);
        }

        if (datasite.SequenceEqual(user))
        {
            return AccessDecision.Owner;
        }

        if (_store.Find(datasite)?.Root.FindNearest(below, out var relative) is not { } nearest)
        {
            return AccessDecision.Denied(AccessDenial.NoRules);
        }

        // Who can change a rule file can do anything, so that takes the highest level.
        var asked = level != AccessLevel.Read && IsRuleFile(below) ? AccessLevel.Admin : level;
        return nearest.Decide(user, asked, relative, utcToday, _rendered);
    }

    /// <summary>Cuts a path behind its first segment, which comes out in lower case; false when no datasite can have that name.</summary>
    private static bool TrySplit(ReadOnlySpan<char> path, ref Span<char> datasite, out ReadOnlySpan<char> below)
    {
        var slash = path.IndexOf('/');
        var name = slash < 0 ? path : path[..slash];
        below = slash < 0 ? [] : path[(slash + 1)..];
        if (name.Length > datasite.Length || name is "." or "..")
        {
            return false;
        }

        datasite = datasite[..name.ToLowerInvariant(datasite)];
        return true;
    }

    private static bool IsRuleFile(ReadOnlySpan<char> path) => path[(path.LastIndexOf('/') + 1)..] is RuleFile.Name;
}
