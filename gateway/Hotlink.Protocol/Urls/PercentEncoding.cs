using System.Buffers;
using System.Text;
using Hotlink.Protocol.Text;

namespace Hotlink.Protocol.Urls;

/// <summary>Percent encoding (RFC 3986, section 2.1) as Go's net/url does it.</summary>
internal static class PercentEncoding
{
    private const string HexDigits = "0123456789ABCDEF";

    private static readonly SearchValues<byte> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~"u8);

    /// <summary>Decodes every escape; false where a percent sign starts none.</summary>
    /// <param name="text">The encoded text.</param>
    /// <param name="plusIsSpace">True in a query.</param>
    /// <param name="decoded">The text without escapes.</param>
    public static bool TryDecode(string text, bool plusIsSpace, out string decoded)
    {
        decoded = plusIsSpace ? text.Replace('+', ' ') : text;
        if (!text.Contains('%'))
        {
            return true;
        }

        var source = Encoding.UTF8.GetBytes(decoded);
        var length = 0;
        for (var at = 0; at < source.Length; at++)
        {
            if (source[at] != '%')
            {
                source[length++] = source[at];
                continue;
            }

            if (at + 2 >= source.Length || !IsHex(source[at + 1]) || !IsHex(source[at + 2]))
            {
                return false;
            }

            source[length++] = (byte)((Value(source[at + 1]) << 4) | Value(source[at + 2]));
            at += 2;
        }

        decoded = Utf8Text.Decode(source.AsSpan(0, length));
        return true;
    }

    /// <summary>Encodes a value of a query: a space becomes a plus sign, anything reserved an escape.</summary>
    public static void EncodeQueryValue(string value, StringBuilder output)
    {
        foreach (var octet in Encoding.UTF8.GetBytes(value))
        {
            if (Unreserved.Contains(octet))
            {
                output.Append((char)octet);
            }
            else if (octet == ' ')
            {
                output.Append('+');
            }
            else
            {
                output.Append('%').Append(HexDigits[octet >> 4]).Append(HexDigits[octet & 0x0f]);
            }
        }
    }

    private static bool IsHex(byte digit) => char.IsAsciiHexDigit((char)digit);

    private static int Value(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
