using System.Buffers.Binary;

namespace Hotlink.Client.Streams;

/// <summary>
/// A message among the bytes of a stream: a head of 21 bytes, path, tag, payload. Takes exactly the message's cost, so that a window in
/// bytes bounds the memory.
/// </summary>
/// <param name="PathLength">Bytes of the path in UTF-8.</param>
/// <param name="TagLength">Bytes of the tag in UTF-8.</param>
/// <param name="PayloadLength">Bytes of the payload.</param>
/// <param name="Seq">The frame's number.</param>
internal readonly record struct MessageRecord(int PathLength, int TagLength, int PayloadLength, long Seq)
{
    /// <summary>The length of the head.</summary>
    public const int HeadBytes = 21;

    /// <summary>The longest path or tag.</summary>
    public const int MaxTextBytes = 1024;

    /// <summary>How far the message advances the offset.</summary>
    public int Cost => HeadBytes + PathLength + TagLength + PayloadLength;

    /// <summary>Reads the head of a record that this process has written.</summary>
    public static MessageRecord Read(ReadOnlySpan<byte> head) => new(
        BinaryPrimitives.ReadUInt16LittleEndian(head),
        BinaryPrimitives.ReadUInt16LittleEndian(head[2..]),
        BinaryPrimitives.ReadInt32LittleEndian(head[4..]),
        BinaryPrimitives.ReadInt64LittleEndian(head[8..]));

    /// <summary>Writes the head.</summary>
    public void Write(Span<byte> head)
    {
        head.Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(head, (ushort)PathLength);
        BinaryPrimitives.WriteUInt16LittleEndian(head[2..], (ushort)TagLength);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], PayloadLength);
        BinaryPrimitives.WriteInt64LittleEndian(head[8..], Seq);
    }
}
