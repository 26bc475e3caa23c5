using Hotlink.Domain.Sessions;

namespace Hotlink.Grains.Abstractions.Sessions;

/// <summary>A peer opens a session.</summary>
/// <param name="SessionId">The id it chose: 8 to 64 printable ASCII characters.</param>
/// <param name="Sender">Who opens.</param>
/// <param name="Path">The path, canonical.</param>
/// <param name="Recipient">The user it is meant for; empty for everybody who may read the path.</param>
/// <param name="MessageId">The id of the peer's message.</param>
/// <param name="MayMove">Whether a grain that holds nothing yet may move to the sender's node first.</param>
#if ORLEANS
[GenerateSerializer, Immutable, Alias("hotlink.OpenRequest")]
#endif
public sealed record OpenRequest(string SessionId, Peer Sender, string Path, string Recipient, string MessageId, bool MayMove = true);
