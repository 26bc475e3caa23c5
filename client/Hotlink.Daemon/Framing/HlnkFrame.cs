namespace Hotlink.Daemon.Framing;

/// <summary>One frame between the daemon and an application (client behaviour, section 4.1).</summary>
/// <param name="Path">Which file of a datasite it stands for: a canonical path below <c>datasites/</c>.</param>
/// <param name="Payload">The bytes.</param>
/// <param name="ETag">An entity tag, or empty.</param>
/// <param name="Seq">Its number on the link; 0 from applications.</param>
public sealed record HlnkFrame(string Path, ReadOnlyMemory<byte> Payload, string ETag = "", ulong Seq = 0);
