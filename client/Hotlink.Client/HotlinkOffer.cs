namespace Hotlink.Client;

/// <summary>A session that a peer wants to open.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Peer">The sender as the relay attests it; empty where the relay doesn't name it.</param>
/// <param name="SessionId">The sender's id for it.</param>
public sealed record HotlinkOffer(string Path, string Peer, string SessionId);
