namespace Hotlink.Grains.Access;

/// <summary>Something in the folder of datasites that is not as its owner meant it.</summary>
/// <param name="Path">The file or directory, relative to the root.</param>
/// <param name="Text">What is wrong, for people; never quotes a file.</param>
/// <param name="Effect">What is in force there.</param>
public sealed record RuleFileProblem(string Path, string Text, RuleFileEffect Effect);
