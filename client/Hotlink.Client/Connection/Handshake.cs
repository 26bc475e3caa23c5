using Hotlink.Protocol;

namespace Hotlink.Client.Connection;

/// <summary>A connection that was upgraded, and what the relay's headers said.</summary>
/// <param name="Stream">The raw bytes from here on.</param>
/// <param name="Encoding">What the relay sends, and takes.</param>
/// <param name="IceServers">The ICE servers that it advertises, or empty.</param>
/// <param name="TurnUser">The TURN user, or empty.</param>
/// <param name="TurnPassword">The TURN password, or empty.</param>
internal sealed record Handshake(Stream Stream, WireEncoding Encoding, string IceServers, string TurnUser, string TurnPassword);
