namespace Hotlink.Load.Sessions;

/// <summary>Between whom a stream is.</summary>
/// <param name="Sender">Who opens it and sends.</param>
/// <param name="Readers">Who accepts it, each at the place that its <see cref="Peer.Number"/> says.</param>
/// <param name="Pair">The pair, for the path.</param>
/// <param name="Number">Which of the pair's streams, for the path.</param>
internal sealed record StreamEnds(Peer Sender, IReadOnlyList<Peer> Readers, int Pair, int Number);
