namespace Hotlink.Protocol.Messages;

/// <summary>Joins a session as a reader; relayed to the sender.</summary>
/// <param name="SessionId">The session.</param>
public sealed record HotlinkAccept(string SessionId) : Message
{
    /// <inheritdoc/>
    public override MessageType Type => MessageType.HotlinkAccept;
}
