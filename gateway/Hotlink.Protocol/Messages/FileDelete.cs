namespace Hotlink.Protocol.Messages;

/// <summary>A file is gone. No known peer sends it.</summary>
/// <param name="Path">The file.</param>
public sealed record FileDelete(string Path) : Message
{
    /// <inheritdoc/>
    public override MessageType Type => MessageType.FileDelete;
}
