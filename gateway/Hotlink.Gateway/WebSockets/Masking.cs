using System.Numerics;
using System.Runtime.InteropServices;

namespace Hotlink.Gateway.WebSockets;

/// <summary>The masking of client frames (RFC 6455, section 5.3).</summary>
internal static class Masking
{
    /// <summary>Copies masked bytes and takes the mask off on the way.</summary>
    /// <param name="source">Masked bytes.</param>
    /// <param name="target">Where they go; at least as long.</param>
    /// <param name="mask">The key, read as little-endian.</param>
    /// <param name="offset">How many bytes of the payload came before these.</param>
    public static void CopyUnmasked(ReadOnlySpan<byte> source, Span<byte> target, uint mask, int offset)
    {
        var key = BitOperations.RotateRight(mask, (offset & 3) * 8);
        var done = 0;
        if (Vector.IsHardwareAccelerated && source.Length >= Vector<byte>.Count)
        {
            var keys = Vector.AsVectorByte(new Vector<uint>(key));
            for (; done <= source.Length - Vector<byte>.Count; done += Vector<byte>.Count)
            {
                (new Vector<byte>(source[done..]) ^ keys).CopyTo(target[done..]);
            }
        }

        for (; done <= source.Length - sizeof(uint); done += sizeof(uint))
        {
            MemoryMarshal.Write(target[done..], MemoryMarshal.Read<uint>(source[done..]) ^ key);
        }

        for (; done < source.Length; done++)
        {
            target[done] = (byte)(source[done] ^ (byte)(key >> ((done & 3) * 8)));
        }
    }
}
