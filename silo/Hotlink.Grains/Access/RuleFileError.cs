namespace Hotlink.Grains.Access;

/// <summary>What is wrong with a rule file. Never quotes the file.</summary>
/// <param name="Kind">The kind of error.</param>
/// <param name="Line">The line, from 1; 0 when it concerns the file as a whole.</param>
/// <param name="Text">A sentence for people, with the line in it.</param>
public sealed record RuleFileError(RuleFileErrorKind Kind, int Line, string Text);
