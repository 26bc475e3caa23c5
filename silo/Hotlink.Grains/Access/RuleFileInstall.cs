using System.Diagnostics.CodeAnalysis;
using Hotlink.Domain.Access;

namespace Hotlink.Grains.Access;

/// <summary>What became of a rule file that came over the wire.</summary>
/// <param name="Error">Why it was refused; null when it is in force. A refused file changes nothing.</param>
/// <param name="Version">The version of the datasite's rules that has it; 0 when it was refused.</param>
/// <param name="Problems">Rules of the file that were left out.</param>
public sealed record RuleFileInstall(RuleFileError? Error, long Version, IReadOnlyList<RuleProblem> Problems)
{
    /// <summary>True when the file is in force.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Installed => Error is null;

    internal static RuleFileInstall Refused(RuleFileError error) => new(error, 0, []);
}
