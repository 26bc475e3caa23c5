namespace Hotlink.Protocol.Messages;

/// <summary>Refuses a session.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Reason">One of <see cref="Reasons"/>, or empty.</param>
public sealed record HotlinkReject(string SessionId, string Reason = "") : Message
{
    /// <inheritdoc/>
    public override MessageType Type => MessageType.HotlinkReject;
}
