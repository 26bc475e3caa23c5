namespace Hotlink.Protocol.Messages;

/// <summary>The file write with this id was stored.</summary>
/// <param name="OriginalId">The id of the write, as the same connection sent it.</param>
public sealed record Ack(string OriginalId) : Message
{
    /// <inheritdoc/>
    public override MessageType Type => MessageType.Ack;
}
