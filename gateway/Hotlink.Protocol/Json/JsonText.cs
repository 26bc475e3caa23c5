using System.Buffers;
using System.Globalization;
using Hotlink.Protocol.Text;

namespace Hotlink.Protocol.Json;

/// <summary>The content of JSON strings whose syntax has been checked. Lone surrogates and stray bytes become U+FFFD, as in Go.</summary>
internal static class JsonText
{
    private const int UnicodeEscapeLength = 6;

    public static string Decode(ReadOnlySpan<byte> raw, bool escaped) => escaped ? Unescape(raw) : Utf8Text.Decode(raw);

    private static string Unescape(ReadOnlySpan<byte> raw)
    {
        var rented = ArrayPool<char>.Shared.Rent(raw.Length);
        var length = 0;
        while (!raw.IsEmpty)
        {
            raw = raw[Step(raw, rented, ref length)..];
        }

        var text = new string(rented, 0, length);
        ArrayPool<char>.Shared.Return(rented);
        return text;
    }

    private static int Step(ReadOnlySpan<byte> raw, Span<char> output, ref int length)
    {
        if (raw[0] != '\\')
        {
            return Utf8Text.Append(raw, output, ref length);
        }

        if (raw[1] == 'u')
        {
            return StepUnicode(raw, output, ref length);
        }

        output[length++] = raw[1] switch
        {
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            var other => (char)other,
        };
        return 2;
    }

    private static int StepUnicode(ReadOnlySpan<byte> raw, Span<char> output, ref int length)
    {
        var unit = CodeUnit(raw);
        if (!char.IsSurrogate(unit))
        {
            output[length++] = unit;
            return UnicodeEscapeLength;
        }

        var rest = raw[UnicodeEscapeLength..];
        if (char.IsHighSurrogate(unit) && rest.StartsWith("\\u"u8) && CodeUnit(rest) is var low && char.IsLowSurrogate(low))
        {
            output[length++] = unit;
            output[length++] = low;
            return 2 * UnicodeEscapeLength;
        }

        output[length++] = Utf8Text.Replacement;
        return UnicodeEscapeLength;
    }

    private static char CodeUnit(ReadOnlySpan<byte> escape) =>
        (char)ushort.Parse(escape[2..UnicodeEscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
