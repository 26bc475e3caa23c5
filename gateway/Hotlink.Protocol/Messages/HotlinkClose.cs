namespace Hotlink.Protocol.Messages;

/// <summary>Ends a session, or one reader's part in it.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Reason">One of <see cref="Reasons"/>, or empty.</param>
public sealed record HotlinkClose(string SessionId, string Reason = "") : Message
{
    /// <inheritdoc/>
    public override MessageType Type => MessageType.HotlinkClose;
}
