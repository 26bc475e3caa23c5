namespace Hotlink.Client;

/// <summary>One message of a session that carries messages.</summary>
/// <param name="Path">Which file of the session's directory it stands for; empty means the session's own path.</param>
/// <param name="Payload">The bytes, at least one.</param>
/// <param name="ETag">An entity tag, or empty.</param>
/// <param name="Seq">Its number in the session it came with; 0 on messages to be sent.</param>
public sealed record HotlinkMessage(string Path, ReadOnlyMemory<byte> Payload, string ETag = "", long Seq = 0);
