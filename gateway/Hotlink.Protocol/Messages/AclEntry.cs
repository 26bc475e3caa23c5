namespace Hotlink.Protocol.Messages;

/// <summary>One access file of a manifest.</summary>
/// <param name="Path">The access file.</param>
/// <param name="Hash">The hash of its content.</param>
public sealed record AclEntry(string Path, string Hash);
