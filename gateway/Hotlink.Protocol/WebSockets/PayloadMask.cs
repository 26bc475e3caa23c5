using System.Numerics;
using System.Runtime.InteropServices;

namespace Hotlink.Protocol.WebSockets;

/// <summary>The masking of client frames (RFC 6455, section 5.3): putting it on and taking it off is the same. Thread-safe.</summary>
public static class PayloadMask
{
    /// <summary>Copies bytes and puts the mask on them, or takes it off, on the way.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="target">Where they go; at least as long, and nowhere on top of <paramref name="source"/>.</param>
    /// <param name="mask">The key as it stands in the header, read as little-endian.</param>
    /// <param name="offset">How many bytes of the payload came before these.</param>
    public static void Copy(ReadOnlySpan<byte> source, Span<byte> target, uint mask, int offset)
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
