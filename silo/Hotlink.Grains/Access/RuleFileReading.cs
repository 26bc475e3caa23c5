using System.Diagnostics.CodeAnalysis;
using Hotlink.Domain.Access;

namespace Hotlink.Grains.Access;

/// <summary>A rule file that was read, or why it could not be.</summary>
/// <param name="File">The rules; null when there is an error.</param>
/// <param name="Error">The error; null when there are rules.</param>
public sealed record RuleFileReading(RuleFile? File, RuleFileError? Error)
{
    /// <summary>True when there are rules.</summary>
    [MemberNotNullWhen(true, nameof(File))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsValid => File is not null;
}
