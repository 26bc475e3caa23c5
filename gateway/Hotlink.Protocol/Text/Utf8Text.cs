using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Hotlink.Protocol.Text;

/// <summary>UTF-8 to strings the way Go does it: every byte that belongs to no valid character becomes one U+FFFD.</summary>
internal static class Utf8Text
{
    public const char Replacement = '\ufffd';

    public static string Decode(ReadOnlySpan<byte> utf8) =>
        Utf8.IsValid(utf8) ? Encoding.UTF8.GetString(utf8) : Repair(utf8);

    /// <summary>Appends one character, or one replacement per byte of what is none; returns the bytes read.</summary>
    public static int Append(ReadOnlySpan<byte> utf8, Span<char> output, ref int length)
    {
        var valid = Rune.DecodeFromUtf8(utf8, out var rune, out var consumed) == OperationStatus.Done;
        if (valid)
        {
            length += rune.EncodeToUtf16(output[length..]);
            return consumed;
        }

        output.Slice(length, consumed).Fill(Replacement);
        length += consumed;
        return consumed;
    }

    private static string Repair(ReadOnlySpan<byte> utf8)
    {
        var rented = ArrayPool<char>.Shared.Rent(utf8.Length);
        var length = 0;
        while (!utf8.IsEmpty)
        {
            utf8 = utf8[Append(utf8, rented, ref length)..];
        }

        var text = new string(rented, 0, length);
        ArrayPool<char>.Shared.Return(rented);
        return text;
    }
}
