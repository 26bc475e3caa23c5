namespace Hotlink.Testing.Streams;

/// <summary>The content of a test's frames: it says which frame it belongs to, everywhere.</summary>
public static class StreamPattern
{
    /// <summary>The content of a frame.</summary>
    public static byte[] At(ulong seq, int length)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
        {
            bytes[i] = ByteAt(seq, i);
        }

        return bytes;
    }

    /// <summary>Whether bytes are the content of a frame.</summary>
    public static bool IsAt(ReadOnlySpan<byte> bytes, ulong seq)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != ByteAt(seq, i))
            {
                return false;
            }
        }

        return true;
    }

    private static byte ByteAt(ulong seq, int index) => (byte)((seq * 31) + (ulong)index);
}
