namespace Hotlink.Domain.Sessions;

/// <summary>One thing to do after a step of the machine, in the order in which it was decided.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Target">Whom it is for; unset for effects that concern the session alone.</param>
/// <param name="Reason">Why, for those who are told of an end.</param>
/// <param name="About">The peer that the message speaks of, where that isn't the target.</param>
public readonly record struct SessionEffect(SessionEffectKind Kind, Peer Target = default, SessionReason Reason = default, Peer About = default);
