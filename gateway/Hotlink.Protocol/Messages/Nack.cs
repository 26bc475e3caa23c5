namespace Hotlink.Protocol.Messages;

/// <summary>The file write with this id was refused.</summary>
/// <param name="OriginalId">The id of the write, as the same connection sent it.</param>
/// <param name="Error">Why.</param>
public sealed record Nack(string OriginalId, string Error) : Message
{
    /// <inheritdoc/>
    public override MessageType Type => MessageType.Nack;
}
