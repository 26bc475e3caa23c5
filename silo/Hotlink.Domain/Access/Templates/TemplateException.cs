namespace Hotlink.Domain.Access.Templates;

/// <summary>A pattern that is not a template we can run. The message names what is wrong, not the text.</summary>
internal sealed class TemplateException(string message) : Exception(message);
