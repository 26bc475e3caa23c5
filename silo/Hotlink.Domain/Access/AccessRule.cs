namespace Hotlink.Domain.Access;

/// <summary>
/// One rule of a rule file. A principal is an identity, <c>*</c> for everyone, <c>USER</c> for whoever asks, or a glob over identities
/// (recognised by <c>* ? [ ]</c>).
/// </summary>
/// <param name="Pattern">A path below the file's directory, a glob or a template.</param>
/// <param name="Admin">Who may do everything.</param>
/// <param name="Write">Who may write, and so read.</param>
/// <param name="Read">Who may read.</param>
public sealed record AccessRule(
    string Pattern,
    IReadOnlyList<string> Admin,
    IReadOnlyList<string> Write,
    IReadOnlyList<string> Read)
{
    /// <summary>The pattern that matches every path.</summary>
    public const string AllFiles = "**";

    /// <summary>The rule that lets nobody in but the owner, on every path.</summary>
    public static AccessRule Private { get; } = new(AllFiles, [], [], []);
}
