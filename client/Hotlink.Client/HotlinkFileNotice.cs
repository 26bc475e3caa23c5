namespace Hotlink.Client;

/// <summary>A file was written by a peer, or its content changed.</summary>
/// <param name="Path">The file, as the peer named it: check it before it touches a disk.</param>
/// <param name="ETag">The MD5 of the content in hex as the peer gives it, or empty.</param>
/// <param name="Length">The length that the peer claims.</param>
/// <param name="Content">The content; empty where only the change is told.</param>
/// <param name="IsWhole">Whether <paramref name="Content"/> has the claimed length and the MD5 of <paramref name="ETag"/>.</param>
public sealed record HotlinkFileNotice(string Path, string ETag, long Length, ReadOnlyMemory<byte> Content, bool IsWhole) : HotlinkNotice;
