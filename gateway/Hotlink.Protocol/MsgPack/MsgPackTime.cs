using System.Buffers.Binary;

namespace Hotlink.Protocol.MsgPack;

/// <summary>The body of a timestamp extension in its three forms (msgpack spec.md, "Timestamp extension type").</summary>
internal static class MsgPackTime
{
    public const int MaxLength = 12;

    private const int SecondsBits = 34;
    private const ulong SecondsMask = (1UL << SecondsBits) - 1;

    public static bool TryRead(ReadOnlySpan<byte> body, out WireTime time)
    {
        switch (body.Length)
        {
            case 4:
                return WireTime.TryCreate(BinaryPrimitives.ReadUInt32BigEndian(body), 0, out time);
            case 8:
                var both = BinaryPrimitives.ReadUInt64BigEndian(body);
                return WireTime.TryCreate((long)(both & SecondsMask), (uint)(both >> SecondsBits), out time);
            case MaxLength:
                var nanoseconds = BinaryPrimitives.ReadUInt32BigEndian(body);
                return WireTime.TryCreate(BinaryPrimitives.ReadInt64BigEndian(body[4..]), nanoseconds, out time);
            default:
                time = default;
                return false;
        }
    }

    /// <summary>Writes the shortest body that holds the time; returns its length: 4, 8 or 12.</summary>
    public static int Write(Span<byte> body, WireTime time)
    {
        var seconds = (ulong)time.UnixSeconds;
        if (seconds > SecondsMask)
        {
            BinaryPrimitives.WriteUInt32BigEndian(body, (uint)time.Nanoseconds);
            BinaryPrimitives.WriteUInt64BigEndian(body[4..], seconds);
            return MaxLength;
        }

        var both = ((ulong)time.Nanoseconds << SecondsBits) | seconds;
        if (both <= uint.MaxValue)
        {
            BinaryPrimitives.WriteUInt32BigEndian(body, (uint)both);
            return 4;
        }

        BinaryPrimitives.WriteUInt64BigEndian(body, both);
        return 8;
    }
}
