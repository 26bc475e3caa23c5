using System.Text;

namespace Hotlink.Grains.Access.Yaml;

/// <summary>The characters of a YAML file: UTF-8, with or without a mark in front, and none that YAML forbids.</summary>
internal static class YamlText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Decode(ReadOnlySpan<byte> content)
    {
        var body = content.StartsWith(Encoding.UTF8.Preamble) ? content[Encoding.UTF8.Preamble.Length..] : content;
        string text;
        try
        {
            text = Strict.GetString(body);
        }
        catch (DecoderFallbackException)
        {
            throw new RuleFileException(RuleFileErrorKind.NotUtf8, 0, "is not UTF-8");
        }

        var bad = text.AsSpan().IndexOfAnyExcept(Allowed.Instance);
        return bad < 0
            ? text
            : throw new RuleFileException(RuleFileErrorKind.BadYaml, text.AsSpan(0, bad).Count('\n') + 1, "has a control character");
    }

    private static class Allowed
    {
        public static readonly System.Buffers.SearchValues<char> Instance = System.Buffers.SearchValues.Create(
            [.. Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code).Where(IsAllowed)]);

        private static bool IsAllowed(char character) => character switch
        {
            '\t' or '\n' or '\r' or '\u0085' => true,
            < ' ' or (>= '\u007F' and < '\u00A0') or '\uFEFF' or '\uFFFE' or '\uFFFF' => false,
            _ => true,
        };
    }
}
