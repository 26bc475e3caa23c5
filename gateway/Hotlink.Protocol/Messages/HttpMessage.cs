namespace Hotlink.Protocol.Messages;

/// <summary>A request carried over the socket. Send it as JSON: Go and Rust disagree about its MessagePack form.</summary>
/// <param name="From">The user who asks.</param>
/// <param name="Url">The endpoint.</param>
/// <param name="Method">The verb.</param>
/// <param name="Headers">Headers by name, or null where there are none.</param>
/// <param name="Body">The body; empty when absent.</param>
/// <param name="RequestId">The id of the request, not of the message.</param>
/// <param name="ETag">The MD5 of the body in hex, or empty.</param>
public sealed record HttpMessage(
    string From,
    SyftUrl Url,
    string Method,
    IReadOnlyDictionary<string, string>? Headers,
    ReadOnlyMemory<byte> Body,
    string RequestId,
    string ETag) : Message
{
    /// <inheritdoc/>
    public override MessageType Type => MessageType.Http;

    /// <inheritdoc/>
    public bool Equals(HttpMessage? other) =>
        other is not null && From == other.From && Url == other.Url && Method == other.Method && Same.Maps(Headers, other.Headers)
        && Same.Bytes(Body, other.Body) && RequestId == other.RequestId && ETag == other.ETag;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(From, Url, Method, Headers?.Count, Body.Length, RequestId, ETag);
}
