using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Frames;

namespace Hotlink.Grains.Abstractions.Sessions;

/// <summary>Frames of one kind that a peer sent for a session.</summary>
/// <param name="SessionId">Which session.</param>
/// <param name="From">Who sent them.</param>
/// <param name="Batch">The frames. The callee owns them.</param>
/// <param name="AreSignals">Whether they are signals; otherwise they are data.</param>
#if ORLEANS
[GenerateSerializer, Immutable, Alias("hotlink.SessionFrames")]
#endif
public readonly record struct SessionFrames(string SessionId, Peer From, FrameBatch Batch, bool AreSignals);
