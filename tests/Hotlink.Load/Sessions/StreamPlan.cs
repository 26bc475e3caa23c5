using Hotlink.Load.Frames;
using Hotlink.Protocol;

namespace Hotlink.Load.Sessions;

/// <summary>What a stream is to be.</summary>
/// <param name="Sender">Who opens it and sends.</param>
/// <param name="Readers">Who accepts it, each at the place that its <see cref="Peer.Number"/> says.</param>
/// <param name="Path">The path it is opened on, in the sender's datasite.</param>
/// <param name="Encoding">What its peers speak.</param>
/// <param name="Pattern">What its payloads are made of.</param>
/// <param name="OnClosed">Called where the server ends it: the session, who was told, and the reason.</param>
internal sealed record StreamPlan(
    Peer Sender,
    IReadOnlyList<Peer> Readers,
    string Path,
    WireEncoding Encoding,
    PayloadPattern Pattern,
    Action<StreamSession, Peer, string> OnClosed);
