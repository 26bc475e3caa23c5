namespace Hotlink.Domain.Access;

/// <summary>What became of a rule file.</summary>
/// <param name="Refusal">Why it was not taken, or <see cref="InstallRefusal.None"/>.</param>
/// <param name="Version">The version of the datasite's rules that it made; 0 if it was not taken.</param>
/// <param name="Problems">Rules of the file that were left out.</param>
public sealed record InstallResult(InstallRefusal Refusal, long Version, IReadOnlyList<RuleProblem> Problems)
{
    /// <summary>True when the rules are in force.</summary>
    public bool Installed => Refusal == InstallRefusal.None;

    internal static InstallResult Refused(InstallRefusal refusal) => new(refusal, 0, []);
}
