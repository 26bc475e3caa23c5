using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Hotlink.Client.Connection;

/// <summary>Fresh random masks, drawn from the system many at a time. Not thread-safe.</summary>
internal sealed class MaskKeys
{
    private readonly uint[] _keys = new uint[256];
    private int _next = 256;

    /// <summary>The next mask.</summary>
    public uint Next()
    {
        if (_next == _keys.Length)
        {
            RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(_keys.AsSpan()));
            _next = 0;
        }

        return _keys[_next++];
    }
}
