using System.Text;

namespace Hotlink.Domain.Access.Templates;

/// <summary>
/// A string of a template that remembers which of its characters came from the user's identity. Those stand for themselves in the pattern
/// that the template makes, whatever functions they went through: an identity can't bring a wildcard or a slash into a rule.
/// </summary>
internal sealed class TemplateText
{
    private const char User = 'u';
    private const char Rule = '-';

    private readonly string _origin;

    private TemplateText(string text, string origin) => (Text, _origin) = (text, origin);

    public static TemplateText Empty { get; } = new("", "");

    public string Text { get; }

    public bool IsFromUser => _origin.Contains(User);

    public static TemplateText OfRule(string text) => new(text, new string(Rule, text.Length));

    public static TemplateText OfUser(string text) => new(text, new string(User, text.Length));

    /// <summary>For each character, whether it came from the user.</summary>
    public bool[] Origins() => [.. _origin.Select(origin => origin == User)];

    /// <summary>A string made of this one whose characters can no longer be told apart.</summary>
    public TemplateText Derive(string text) => IsFromUser ? OfUser(text) : OfRule(text);

    /// <summary>The two strings in one; null when it gets longer than a pattern may be.</summary>
    public TemplateText? Append(TemplateText other) =>
        Text.Length + other.Text.Length > AccessLimits.PatternBytes ? null : new(Text + other.Text, _origin + other._origin);

    public TemplateText Slice(int start, int end) => new(Text[start..end], _origin[start..end]);

    public TemplateText ToUpper() => new(Text.ToUpperInvariant(), _origin);

    public TemplateText ToLower() => new(Text.ToLowerInvariant(), _origin);

    /// <summary>Each character replaced by some text.</summary>
    public TemplateText? Map(Func<Rune, string> replace)
    {
        var text = new StringBuilder();
        var origin = new StringBuilder();
        for (var i = 0; i < Text.Length;)
        {
            Rune.DecodeFromUtf16(Text.AsSpan(i), out var rune, out var consumed);
            var replaced = replace(rune);
            text.Append(replaced);
            origin.Append(_origin[i], replaced.Length);
            i += consumed;
        }

        return text.Length > AccessLimits.PatternBytes ? null : new(text.ToString(), origin.ToString());
    }
}
