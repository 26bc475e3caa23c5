using Hotlink.Grains.Abstractions.Frames;

namespace Hotlink.Grains.Abstractions.Connections;

/// <summary>Frames for one connection.</summary>
/// <param name="SessionId">The session they belong to; empty for messages of no session.</param>
/// <param name="Batch">The frames. The callee owns them.</param>
#if ORLEANS
[GenerateSerializer, Immutable, Alias("hotlink.Delivery")]
#endif
public readonly record struct Delivery(string SessionId, FrameBatch Batch);
