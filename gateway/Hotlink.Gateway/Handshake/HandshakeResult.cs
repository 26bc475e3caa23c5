using Hotlink.Gateway.Authentication;
using Hotlink.Protocol;

namespace Hotlink.Gateway.Handshake;

/// <summary>What is known of a peer whose handshake succeeded and whose protocol is about to be switched.</summary>
/// <param name="Peer">Who it is. When it has an end, the connection must be closed then, with 4401.</param>
/// <param name="Encoding">What the relay sends on this connection.</param>
/// <param name="ClientVersion"><c>X-Syft-Version</c>, at most 64 characters; empty when not sent: such a peer gets no file notices.</param>
/// <param name="UserAgent">At most 256 printable characters, for people to read.</param>
internal sealed record HandshakeResult(AuthenticatedPeer Peer, WireEncoding Encoding, string ClientVersion, string UserAgent);
