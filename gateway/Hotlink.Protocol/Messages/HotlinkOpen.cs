namespace Hotlink.Protocol.Messages;

/// <summary>Opens a session on a path.</summary>
/// <param name="SessionId">The sender's id for the session; 8 characters or more, or Rust peers stumble.</param>
/// <param name="Path">The directional path, the sender's email first.</param>
/// <param name="From">The sender; what a client writes here is ignored, the relay puts in who it is.</param>
/// <param name="To">The only user meant, or empty for every reader of the path.</param>
public sealed record HotlinkOpen(string SessionId, string Path, string From = "", string To = "") : Message
{
    /// <inheritdoc/>
    public override MessageType Type => MessageType.HotlinkOpen;
}
