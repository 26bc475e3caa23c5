namespace Hotlink.Domain.Sessions;

/// <summary>A reason on its way to a peer: one of the relay's own, or the words of the other peer.</summary>
/// <param name="Code">The relay's reason, or <see cref="ReasonCode.Peer"/>.</param>
/// <param name="Text">The other peer's words where <paramref name="Code"/> says so; otherwise empty.</param>
public readonly record struct SessionReason(ReasonCode Code, string Text = "")
{
    /// <summary>The words of a peer, passed on as they are.</summary>
    public static SessionReason FromPeer(string text) => new(ReasonCode.Peer, text);

    /// <summary>One of the relay's own reasons.</summary>
    public static implicit operator SessionReason(ReasonCode code) => new(code);

    /// <summary>The same as the conversion, for languages without operators.</summary>
    public static SessionReason FromReasonCode(ReasonCode code) => new(code);
}
