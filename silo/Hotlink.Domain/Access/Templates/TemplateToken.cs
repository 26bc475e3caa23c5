namespace Hotlink.Domain.Access.Templates;

/// <summary>One word of a template.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text: names without their mark, strings without quotes.</param>
/// <param name="Number">The value of a number.</param>
/// <param name="Spaced">White space stands before it.</param>
internal readonly record struct TemplateToken(TemplateTokenKind Kind, string Text, long Number, bool Spaced);
