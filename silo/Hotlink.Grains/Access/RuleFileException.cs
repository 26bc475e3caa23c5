namespace Hotlink.Grains.Access;

/// <summary>Ends the reading of a rule file; <see cref="RuleFileReader"/> turns it into a <see cref="RuleFileError"/>.</summary>
internal sealed class RuleFileException(RuleFileErrorKind kind, int line, string what) : Exception(what)
{
    public RuleFileError Error { get; } = new(kind, line, line > 0 ? $"line {line}: {what}" : $"the file {what}");
}
