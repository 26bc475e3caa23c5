namespace Hotlink.Client.Sessions;

/// <summary>What the sessions of one stream have in common before anybody has greeted.</summary>
/// <param name="Peer">The sender as the relay attests it.</param>
/// <param name="Path">The path.</param>
/// <param name="Tag">The tag in the session's id; empty for plain sessions.</param>
internal readonly record struct StreamMark(string Peer, string Path, string Tag);
