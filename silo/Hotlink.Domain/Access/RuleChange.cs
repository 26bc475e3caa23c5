namespace Hotlink.Domain.Access;

/// <summary>A rule file that came, changed or went.</summary>
/// <param name="Directory">Its directory, relative to the root of the datasites: <c>alice@x.io/public</c>.</param>
/// <param name="File">What it says; null when it is gone.</param>
public readonly record struct RuleChange(string Directory, RuleFile? File);
