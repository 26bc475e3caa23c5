using System.Numerics;
using System.Runtime.InteropServices;

namespace Hotlink.Load.Client;

/// <summary>The masking of client frames (RFC 6455, section 5.3).</summary>
internal static class Masking
{
    /// <summary>Masks a payload where it lies.</summary>
    /// <param name="payload">The whole payload of one frame.</param>
    /// <param name="key">The key as it stands in the header, read as little-endian; zero changes nothing.</param>
    public static void Apply(Span<byte> payload, uint key)
    {
        if (key == 0)
        {
            return;
        }

        var wide = MemoryMarshal.Cast<byte, Vector<byte>>(payload);
        var keys = Vector.AsVectorByte(new Vector<uint>(key));
        foreach (ref var bytes in wide)
        {
            bytes ^= keys;
        }

        // A vector is a multiple of four bytes long, so the rest starts at the key's first byte again.
        var rest = payload[(wide.Length * Vector<byte>.Count)..];
        for (var at = 0; at < rest.Length; at++)
        {
            rest[at] ^= (byte)(key >> ((at & 3) * 8));
        }
    }
}
