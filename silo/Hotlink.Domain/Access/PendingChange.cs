namespace Hotlink.Domain.Access;

/// <summary>A change on its way into the <see cref="Rulebook"/>: checked and compiled before anybody has to wait for it.</summary>
internal sealed class PendingChange
{
    private PendingChange(RuleDirectory place, RuleSet? rules, InstallResult result) => (Place, Rules, Result) = (place, rules, result);

    public RuleDirectory Place { get; }

    /// <summary>The compiled file; null to remove it.</summary>
    public RuleSet? Rules { get; }

    public InstallResult Result { get; private set; }

    public bool IsTaken => Result.Installed;

    public static PendingChange Prepare(RuleChange change)
    {
        ArgumentNullException.ThrowIfNull(change.Directory);
        var refusal = RuleDirectory.Parse(change.Directory, out var place);
        if (refusal == InstallRefusal.None && change.File is not null)
        {
            refusal = RuleFileCheck.Check(change.File);
        }

        if (refusal != InstallRefusal.None)
        {
            return new PendingChange(place, null, InstallResult.Refused(refusal));
        }

        var rules = change.File is null ? null : RuleSet.Compile(place.Path, place.Datasite, change.File);
        return new PendingChange(place, rules, new InstallResult(InstallRefusal.None, 0, rules?.Problems ?? []));
    }

    public void Finish(long version, bool refused) =>
        Result = refused ? InstallResult.Refused(InstallRefusal.DatasiteFull) : Result with { Version = version };
}
