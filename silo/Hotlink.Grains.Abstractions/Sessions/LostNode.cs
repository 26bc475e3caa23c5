namespace Hotlink.Grains.Abstractions.Sessions;

/// <summary>A node is gone: a session may have lost peers with it.</summary>
/// <param name="SessionId">Which session.</param>
/// <param name="Node">The node's name; empty where none is known to be gone.</param>
#if ORLEANS
[GenerateSerializer, Immutable, Alias("hotlink.LostNode")]
#endif
public readonly record struct LostNode(string SessionId, string Node);
