using Hotlink.Load.Client;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;

namespace Hotlink.Load.Frames;

/// <summary>
/// Writes the data frames of one session, WebSocket header included, without allocating: most of a frame is the same each time. Used by
/// one writer.
/// </summary>
internal abstract class DataFrame
{
    /// <summary>The id of every data message; peers don't look at it.</summary>
    protected const string MessageId = "be9c40";

    /// <summary>The most that one frame takes.</summary>
    public abstract int MaxLength { get; }

    /// <summary>Makes the writer for an encoding.</summary>
    public static DataFrame Create(WireEncoding encoding, SessionName name, string path, PayloadPattern pattern, MaskKeys masks) =>
        encoding == WireEncoding.MsgPack
            ? new MsgPackDataFrame(name, path, pattern, masks)
            : new JsonDataFrame(name, path, pattern, masks);

    /// <summary>Writes one frame.</summary>
    /// <param name="output">Room for <see cref="MaxLength"/>.</param>
    /// <param name="seq">Its number.</param>
    /// <param name="stamp">When it was sent.</param>
    /// <returns>How many bytes it took.</returns>
    public abstract int Write(Span<byte> output, ulong seq, long stamp);

    /// <summary>What the protocol's own writer makes of a frame.</summary>
    protected static byte[] Sample(WireEncoding encoding, SessionName name, ulong seq, string path, ReadOnlyMemory<byte> payload) =>
        MessageWriter.ToArray(encoding, new(MessageId, new HotlinkData(name.ToString(), seq, path, "", payload)));
}
