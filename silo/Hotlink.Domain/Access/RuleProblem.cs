namespace Hotlink.Domain.Access;

/// <summary>A rule that was left out, and why. The other rules of its file are in force.</summary>
/// <param name="Rule">The position of the rule in its file, from 1.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Text">The same in words, without the content of the file.</param>
public sealed record RuleProblem(int Rule, RuleProblemKind Kind, string Text);
