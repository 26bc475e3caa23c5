using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Hotlink.Protocol.Text;

/// <summary>UTF-8 to strings the way Go does it: every byte that belongs to no valid character becomes one U+FFFD.</summary>
internal static class Utf8Text
{
    public const char Replacement = '\ufffd';

    /// <summary>The order of Go's strings, which compares bytes: surrogate pairs come last, not in the middle.</summary>
    public static Comparer<string> ByteOrder { get; } = Comparer<string>.Create(CompareBytes);

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

    private static int CompareBytes(string left, string right)
    {
        var common = left.AsSpan().CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
        {
            return left.Length - right.Length;
        }

        var (one, other) = (left[common], right[common]);
        var pairs = char.IsSurrogate(one).CompareTo(char.IsSurrogate(other));
        return pairs != 0 ? pairs : one - other;
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
