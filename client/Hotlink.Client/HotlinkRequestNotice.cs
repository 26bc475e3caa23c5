namespace Hotlink.Client;

/// <summary>A request to an application of this datasite, sent over the relay's HTTP interface.</summary>
/// <param name="From">The user who asks.</param>
/// <param name="Url">The address, <c>syft://…</c>.</param>
/// <param name="Method">The verb.</param>
/// <param name="Headers">Headers by name.</param>
/// <param name="Body">The body.</param>
/// <param name="RequestId">The id of the request.</param>
/// <param name="ETag">The MD5 of the body in hex, or empty.</param>
/// <param name="IsWhole">Whether the body has the MD5 of <paramref name="ETag"/>.</param>
public sealed record HotlinkRequestNotice(
    string From,
    string Url,
    string Method,
    IReadOnlyDictionary<string, string> Headers,
    ReadOnlyMemory<byte> Body,
    string RequestId,
    string ETag,
    bool IsWhole) : HotlinkNotice;
