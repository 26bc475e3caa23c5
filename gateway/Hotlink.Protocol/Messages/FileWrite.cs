namespace Hotlink.Protocol.Messages;

/// <summary>A whole file.</summary>
/// <param name="Path">Where it belongs, the owner's email first.</param>
/// <param name="ETag">The MD5 of the content in hex, or empty.</param>
/// <param name="Length">The length in bytes that the sender claims; nobody checked it.</param>
/// <param name="Content">The content; empty when absent.</param>
public sealed record FileWrite(string Path, string ETag, long Length, ReadOnlyMemory<byte> Content) : Message
{
    /// <inheritdoc/>
    public override MessageType Type => MessageType.FileWrite;

    /// <inheritdoc/>
    public bool Equals(FileWrite? other) =>
        other is not null && Path == other.Path && ETag == other.ETag && Length == other.Length && Same.Bytes(Content, other.Content);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path, ETag, Length, Content.Length);
}
