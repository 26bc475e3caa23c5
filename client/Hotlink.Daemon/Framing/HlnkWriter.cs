using System.Buffers.Binary;
using System.Text;

namespace Hotlink.Daemon.Framing;

/// <summary>Writes frames. Pure, thread-safe.</summary>
public static class HlnkWriter
{
    /// <summary>How many bytes a frame takes.</summary>
    public static int SizeOf(HlnkFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return HlnkFormat.HeadBytes + Encoding.UTF8.GetByteCount(frame.Path) + Encoding.UTF8.GetByteCount(frame.ETag) + frame.Payload.Length;
    }

    /// <summary>The bytes of a frame.</summary>
    /// <exception cref="ArgumentException">Path, tag or payload are larger than a frame may be.</exception>
    public static byte[] ToArray(HlnkFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var path = Encoding.UTF8.GetBytes(frame.Path);
        var tag = Encoding.UTF8.GetBytes(frame.ETag);
        if (path.Length > HlnkFormat.MaxPathBytes || tag.Length > HlnkFormat.MaxTagBytes || frame.Payload.Length > HlnkFormat.MaxPayloadBytes)
        {
            throw new ArgumentException("A part of the frame is too large.", nameof(frame));
        }

        var bytes = new byte[HlnkFormat.HeadBytes + path.Length + tag.Length + frame.Payload.Length];
        HlnkFormat.Magic.CopyTo(bytes);
        bytes[HlnkFormat.VersionAt] = HlnkFormat.Version;
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(HlnkFormat.PathLengthAt), (ushort)path.Length);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(HlnkFormat.TagLengthAt), (ushort)tag.Length);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(HlnkFormat.PayloadLengthAt), (uint)frame.Payload.Length);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(HlnkFormat.SeqAt), frame.Seq);
        path.CopyTo(bytes.AsSpan(HlnkFormat.HeadBytes));
        tag.CopyTo(bytes.AsSpan(HlnkFormat.HeadBytes + path.Length));
        frame.Payload.Span.CopyTo(bytes.AsSpan(HlnkFormat.HeadBytes + path.Length + tag.Length));
        return bytes;
    }
}
