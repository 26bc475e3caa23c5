using System.Buffers.Binary;
using System.Numerics;

namespace Hotlink.Load.Frames;

/// <summary>
/// The first 48 bytes of every payload: who sent it, as which number, when, and a checksum of these (CRC-32C). The rest of the payload
/// is a pattern that follows from slot and number.
/// </summary>
/// <param name="Run">The run.</param>
/// <param name="Slot">The session's slot.</param>
/// <param name="Seq">The number in the session.</param>
/// <param name="Stamp">When, as <see cref="TimeProvider.GetTimestamp"/> has it.</param>
/// <param name="Length">How long the whole payload is.</param>
internal readonly record struct PayloadHeader(uint Run, int Slot, ulong Seq, long Stamp, int Length)
{
    /// <summary>How long it is; a multiple of three, so that it is a piece of its own in base64.</summary>
    public const int Size = 48;

    private const uint Magic = 0x31424c48;
    private const int ChecksumAt = Size - sizeof(uint);

    /// <summary>Writes it.</summary>
    public void Write(Span<byte> output)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(output, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(output[4..], Run);
        BinaryPrimitives.WriteInt32LittleEndian(output[8..], Slot);
        BinaryPrimitives.WriteInt32LittleEndian(output[12..], Length);
        BinaryPrimitives.WriteUInt64LittleEndian(output[16..], Seq);
        BinaryPrimitives.WriteInt64LittleEndian(output[24..], Stamp);
        output[32..ChecksumAt].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(output[ChecksumAt..], Checksum(output));
    }

    /// <summary>Reads it; false where it is damaged.</summary>
    public static bool TryRead(ReadOnlySpan<byte> payload, out PayloadHeader header)
    {
        header = default;
        if (payload.Length < Size || BinaryPrimitives.ReadUInt32LittleEndian(payload) != Magic
            || BinaryPrimitives.ReadUInt32LittleEndian(payload[ChecksumAt..]) != Checksum(payload))
        {
            return false;
        }

        header = new(
            BinaryPrimitives.ReadUInt32LittleEndian(payload[4..]),
            BinaryPrimitives.ReadInt32LittleEndian(payload[8..]),
            BinaryPrimitives.ReadUInt64LittleEndian(payload[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(payload[24..]),
            BinaryPrimitives.ReadInt32LittleEndian(payload[12..]));
        return true;
    }

    private static uint Checksum(ReadOnlySpan<byte> header)
    {
        var sum = uint.MaxValue;
        for (var at = 0; at < ChecksumAt - sizeof(uint); at += sizeof(ulong))
        {
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(header[at..]));
        }

        return BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt32LittleEndian(header[(ChecksumAt - sizeof(uint))..]));
    }
}
