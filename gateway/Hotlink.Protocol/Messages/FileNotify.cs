namespace Hotlink.Protocol.Messages;

/// <summary>A file changed. The same fields as <see cref="FileWrite"/>; known servers send no content with it.</summary>
/// <param name="Path">The file.</param>
/// <param name="ETag">The MD5 of the content in hex.</param>
/// <param name="Length">The length in bytes.</param>
/// <param name="Content">Empty from every known server.</param>
public sealed record FileNotify(string Path, string ETag, long Length, ReadOnlyMemory<byte> Content = default) : Message
{
    /// <inheritdoc/>
    public override MessageType Type => MessageType.FileNotify;

    /// <inheritdoc/>
    public bool Equals(FileNotify? other) =>
        other is not null && Path == other.Path && ETag == other.ETag && Length == other.Length && Same.Bytes(Content, other.Content);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path, ETag, Length, Content.Length);
}
