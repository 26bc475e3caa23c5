using System.Buffers.Text;
using System.Security.Cryptography;

namespace Hotlink.Client.Streams;

/// <summary>The random names of streams and receivers (reliable-streams, section 1).</summary>
internal static class StreamKeys
{
    /// <summary>128 bits in base64url.</summary>
    public const int Length = 22;

    private const int RandomBytes = 16;

    /// <summary>A new key.</summary>
    public static string New()
    {
        Span<byte> random = stackalloc byte[RandomBytes];
        RandomNumberGenerator.Fill(random);
        return Base64Url.EncodeToString(random);
    }

    /// <summary>Whether a text has the form of a key.</summary>
    public static bool IsKey(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_'))
            {
                return false;
            }
        }

        return text.Length == Length;
    }
}
