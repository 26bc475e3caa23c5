using Hotlink.Domain.Sessions;

namespace Hotlink.Grains.Sessions;

/// <summary>
/// Who is yet to hear that a session is over: the word is on its way, behind frames that were sent before. What such a peer still says of the
/// session needs no answer, which would overtake the reason. A field of its grain: there is nearly never anything in it.
/// </summary>
internal struct Farewells
{
    private List<(string SessionId, Peer Peer)>? _pending;

    /// <summary>Whether an effect is the session's end for its target.</summary>
    public static bool IsOne(SessionEffect effect) => effect.Kind is SessionEffectKind.Close or SessionEffectKind.Reject or SessionEffectKind.Abort;

    /// <summary>The word is on its way.</summary>
    public void Begin(string sessionId, Peer peer) => (_pending ??= []).Add((sessionId, peer));

    /// <summary>The word has come.</summary>
    public void End(string sessionId, Peer peer)
    {
        _pending?.Remove((sessionId, peer));
        _pending = _pending is { Count: 0 } ? null : _pending;
    }

    /// <summary>What to answer to a peer that has no part in the session.</summary>
    public readonly ReasonCode AnswerTo(string sessionId, Peer peer) =>
        _pending?.Contains((sessionId, peer)) == true ? ReasonCode.None : ReasonCode.UnknownSession;
}
