using System.Globalization;
using System.Text;
using Hotlink.Domain.Identity;

namespace Hotlink.Domain.Access.Templates;

/// <summary>The functions a template may call. Null is a call that fails: wrong number or kind of arguments, or a result that is too long.</summary>
internal static class TemplateFunctions
{
    private static readonly Dictionary<string, Func<IReadOnlyList<object>, object?>> All = new()
    {
        ["and"] = _ => null,
        ["or"] = _ => null,
        ["not"] = arguments => arguments is [var value] ? !IsTrue(value) : null,
        ["eq"] = TemplateComparison.AnyEqual,
        ["ne"] = arguments => TemplateComparison.AreEqual(arguments) is { } equal ? !equal : null,
        ["lt"] = arguments => TemplateComparison.Order(arguments) is { } order ? order < 0 : null,
        ["le"] = arguments => TemplateComparison.Order(arguments) is { } order ? order <= 0 : null,
        ["gt"] = arguments => TemplateComparison.Order(arguments) is { } order ? order > 0 : null,
        ["ge"] = arguments => TemplateComparison.Order(arguments) is { } order ? order >= 0 : null,
        ["len"] = arguments => arguments is [TemplateText text] ? (long)Encoding.UTF8.GetByteCount(text.Text) : null,
        ["index"] = Index,
        ["slice"] = Slice,
        ["upper"] = arguments => arguments is [TemplateText text] ? text.ToUpper() : null,
        ["lower"] = arguments => arguments is [TemplateText text] ? text.ToLower() : null,
        ["sha2"] = Hash,
        ["print"] = arguments => TemplateFormat.Print(arguments),
        ["println"] = TemplateFormat.PrintLine,
        ["printf"] = TemplateFormat.PrintFormat,
        ["html"] = arguments => TemplateFormat.Print(arguments)?.Map(TemplateEscapes.Html),
        ["js"] = arguments => TemplateFormat.Print(arguments)?.Map(TemplateEscapes.Script),
        ["urlquery"] = arguments => TemplateFormat.Print(arguments)?.Map(TemplateEscapes.Query),
    };

    public static bool Exists(string name) => All.ContainsKey(name);

    public static object? Call(string name, IReadOnlyList<object> arguments) => All[name](arguments);

    public static bool IsTrue(object value) => value switch
    {
        bool flag => flag,
        long number => number != 0,
        TemplateText text => text.Text.Length > 0,
        _ => true,
    };

    /// <summary>How a value is written; null for one that can't be.</summary>
    public static TemplateText? ToText(object? value) => value switch
    {
        TemplateText text => text,
        long number => TemplateText.OfRule(number.ToString(CultureInfo.InvariantCulture)),
        bool flag => TemplateText.OfRule(flag ? "true" : "false"),
        _ => null,
    };

    // Go counts strings in bytes.
    private static object? Index(IReadOnlyList<object> arguments) => arguments switch
    {
        [TemplateText text] => text,
        [TemplateText text, long at] when at >= 0 && at < Encoding.UTF8.GetByteCount(text.Text) =>
            (long)Encoding.UTF8.GetBytes(text.Text)[at],
        _ => null,
    };

    private static TemplateText? Slice(IReadOnlyList<object> arguments)
    {
        if (arguments is not [TemplateText text, ..] || arguments.Count > 3 || arguments.Skip(1).Any(bound => bound is not long))
        {
            return null;
        }

        var start = arguments.Count > 1 ? CharacterAt(text.Text, (long)arguments[1]) : 0;
        var end = arguments.Count > 2 ? CharacterAt(text.Text, (long)arguments[2]) : text.Text.Length;
        return start >= 0 && end >= start ? text.Slice(start, end) : null;
    }

    /// <summary>The character that starts at a byte; -1 outside of the text or in the middle of a character.</summary>
    private static int CharacterAt(string text, long bytes)
    {
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (bytes <= 0)
            {
                break;
            }

            bytes -= rune.Utf8SequenceLength;
            at += rune.Utf16SequenceLength;
        }

        return bytes == 0 ? at : -1;
    }

    private static TemplateText? Hash(IReadOnlyList<object> arguments)
    {
        if (arguments is not [TemplateText text, ..] || arguments.Skip(1).Any(length => length is not (long and >= 0 and <= 255)))
        {
            return null;
        }

        var length = arguments.Count == 1 ? 64 : (long)arguments[1] == 0 ? 16 : (int)Math.Min(64, (long)arguments[1]);
        return TemplateText.OfRule(UserHash.Hex(text.Text)[..length]);
    }
}
