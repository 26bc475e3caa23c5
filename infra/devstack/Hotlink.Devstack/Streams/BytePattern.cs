using System.Buffers.Binary;

namespace Hotlink.Devstack.Streams;

/// <summary>Bytes that each follow from a seed and their place: one that is lost, repeated or moved is noticed, and where.</summary>
internal static class BytePattern
{
    private const int WordBytes = sizeof(ulong);

    public static void Fill(Span<byte> bytes, ulong seed, long offset)
    {
        Span<byte> word = stackalloc byte[WordBytes];
        for (var i = 0; i < bytes.Length;)
        {
            var (index, within) = ((offset + i) / WordBytes, (int)((offset + i) % WordBytes));
            BinaryPrimitives.WriteUInt64LittleEndian(word, Mix(seed + (ulong)index));
            var count = Math.Min(WordBytes - within, bytes.Length - i);
            word.Slice(within, count).CopyTo(bytes[i..]);
            i += count;
        }
    }

    /// <summary>The place of the first byte that is wrong; -1 when all are right.</summary>
    public static long FirstWrong(ReadOnlySpan<byte> bytes, ulong seed, long offset)
    {
        var expected = new byte[bytes.Length];
        Fill(expected, seed, offset);
        var same = bytes.CommonPrefixLength(expected);
        return same == bytes.Length ? -1 : offset + same;
    }

    // SplitMix64's finisher (Steele, Lea, Flood, OOPSLA 2014): neighbouring numbers give unlike words.
    private static ulong Mix(ulong value)
    {
        value = (value + 1) * 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
