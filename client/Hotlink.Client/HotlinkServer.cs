namespace Hotlink.Client;

/// <summary>What the relay said about itself when the connection came up. Kept in memory only.</summary>
/// <param name="Version">The relay's version, from its greeting.</param>
/// <param name="Encoding"><c>msgpack</c> or <c>json</c>.</param>
/// <param name="IceServers">The ICE servers that it advertises, comma separated, or empty.</param>
/// <param name="TurnUser">The user for its TURN server, or empty.</param>
/// <param name="TurnPassword">The password for its TURN server, or empty. A secret.</param>
public sealed record HotlinkServer(string Version, string Encoding, string IceServers, string TurnUser, string TurnPassword)
{
    /// <summary>The version and encoding; never the secret.</summary>
    public override string ToString() => $"{Version} ({Encoding})";
}
