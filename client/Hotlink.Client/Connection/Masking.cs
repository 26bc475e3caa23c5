using System.Numerics;
using System.Runtime.InteropServices;

namespace Hotlink.Client.Connection;

/// <summary>The masking that clients owe their servers (RFC 6455, section 5.3).</summary>
internal static class Masking
{
    /// <summary>Copies bytes and puts the mask on them on the way.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="target">Where they go; at least as long.</param>
    /// <param name="mask">The key, in the byte order of memory.</param>
    /// <param name="offset">How many bytes of the payload came before these.</param>
    public static void Copy(ReadOnlySpan<byte> source, Span<byte> target, uint mask, int offset)
    {
        var key = BitConverter.IsLittleEndian
            ? BitOperations.RotateRight(mask, (offset & 3) * 8)
            : BitOperations.RotateLeft(mask, (offset & 3) * 8);
        var done = 0;
        if (Vector.IsHardwareAccelerated)
        {
            var keys = Vector.AsVectorByte(new Vector<uint>(key));
            for (; done <= source.Length - Vector<byte>.Count; done += Vector<byte>.Count)
            {
                (new Vector<byte>(source[done..]) ^ keys).CopyTo(target[done..]);
            }
        }

        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        MemoryMarshal.Write(bytes, key);
        for (; done < source.Length; done++)
        {
            target[done] = (byte)(source[done] ^ bytes[done & 3]);
        }
    }
}
