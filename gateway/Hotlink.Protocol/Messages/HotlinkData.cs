namespace Hotlink.Protocol.Messages;

/// <summary>Bytes of a session.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Seq">The frame's number in the session, from 1.</param>
/// <param name="Path">The path that the bytes are for, in the session's directory.</param>
/// <param name="ETag">A hash of the payload, or empty.</param>
/// <param name="Payload">The bytes. Never send an empty payload: Go drops it without counting its number.</param>
public sealed record HotlinkData(string SessionId, ulong Seq, string Path, string ETag, ReadOnlyMemory<byte> Payload) : Message
{
    /// <inheritdoc/>
    public override MessageType Type => MessageType.HotlinkData;

    /// <inheritdoc/>
    public bool Equals(HotlinkData? other) =>
        other is not null && SessionId == other.SessionId && Seq == other.Seq && Path == other.Path && ETag == other.ETag
        && Same.Bytes(Payload, other.Payload);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(SessionId, Seq, Path, ETag, Payload.Length);
}
