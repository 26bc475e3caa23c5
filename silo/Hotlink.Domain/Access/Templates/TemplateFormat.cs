namespace Hotlink.Domain.Access.Templates;

/// <summary>print, println and printf.</summary>
internal static class TemplateFormat
{
    private static readonly TemplateText Space = TemplateText.OfRule(" ");
    private static readonly TemplateText NewLine = TemplateText.OfRule("\n");

    /// <summary>The values side by side, with a space between two that are not strings.</summary>
    public static TemplateText? Print(IReadOnlyList<object> arguments)
    {
        TemplateText? text = TemplateText.Empty;
        for (var i = 0; i < arguments.Count; i++)
        {
            var spaced = i > 0 && arguments[i] is not TemplateText && arguments[i - 1] is not TemplateText;
            text = Append(spaced ? text?.Append(Space) : text, TemplateFunctions.ToText(arguments[i]));
        }

        return text;
    }

    /// <summary>The values with spaces between them and a line feed behind.</summary>
    public static TemplateText? PrintLine(IReadOnlyList<object> arguments)
    {
        TemplateText? text = TemplateText.Empty;
        for (var i = 0; i < arguments.Count; i++)
        {
            text = Append(i > 0 ? text?.Append(Space) : text, TemplateFunctions.ToText(arguments[i]));
        }

        return text?.Append(NewLine);
    }

    /// <summary>
    /// The first value with its verbs replaced by the others. Go writes a note into the text where a verb and its value don't fit
    /// together; such a text is no path, so the call fails here.
    /// </summary>
    public static TemplateText? PrintFormat(IReadOnlyList<object> arguments)
    {
        if (arguments is not [TemplateText format, ..])
        {
            return null;
        }

        TemplateText? text = TemplateText.Empty;
        var next = 1;
        var at = 0;
        while (text is not null && at < format.Text.Length)
        {
            var percent = format.Text.IndexOf('%', at);
            var end = percent < 0 ? format.Text.Length : percent;
            text = text.Append(format.Slice(at, end));
            at = end;
            if (percent >= 0)
            {
                text = Append(text, Expand(format.Text, ref at, arguments, ref next));
            }
        }

        return next == arguments.Count ? text : null;
    }

    private static TemplateText? Expand(string format, ref int at, IReadOnlyList<object> arguments, ref int next)
    {
        if (TemplateVerb.Parse(format, ref at) is not { } verb)
        {
            return null;
        }

        if (verb.Letter == '%')
        {
            return TemplateText.OfRule("%");
        }

        return next < arguments.Count ? verb.Format(arguments[next++]) : null;
    }

    private static TemplateText? Append(TemplateText? text, TemplateText? more) => more is null ? null : text?.Append(more);
}
