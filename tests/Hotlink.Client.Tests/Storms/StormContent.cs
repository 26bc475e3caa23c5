namespace Hotlink.Client.Tests.Storms;

/// <summary>What a stream of a storm carries: each byte says whose it is, and where it belongs.</summary>
internal sealed class StormContent(int seed)
{
    private long _checked;

    /// <summary>How many bytes were checked.</summary>
    public long Checked => Volatile.Read(ref _checked);

    /// <summary>The bytes from an offset on.</summary>
    public byte[] At(long offset, int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
        {
            bytes[i] = ByteAt(offset + i);
        }

        return bytes;
    }

    /// <summary>Takes the next bytes that have arrived.</summary>
    /// <exception cref="InvalidDataException">They are not the next ones.</exception>
    public void Check(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != ByteAt(_checked + i))
            {
                throw new InvalidDataException($"Byte {_checked + i} of stream {seed} is not the one that was sent there.");
            }
        }

        Volatile.Write(ref _checked, _checked + bytes.Length);
    }

    private byte ByteAt(long offset) => (byte)(((uint)((offset * 2_654_435_761) + (seed * 40_503)) >> 13) ^ offset);
}
