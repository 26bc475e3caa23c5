namespace Hotlink.Protocol.Messages;

/// <summary>Talk between the two ends of a session, opaque to the relay.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Kind">What it is, such as <c>quic_offer</c> or <c>sdp_offer</c>.</param>
/// <param name="Addresses">Network addresses; empty where there are none.</param>
/// <param name="Token">A token or a description, or empty.</param>
/// <param name="Error">What went wrong, or empty.</param>
public sealed record HotlinkSignal(
    string SessionId,
    string Kind,
    IReadOnlyList<string> Addresses,
    string Token = "",
    string Error = "") : Message
{
    /// <inheritdoc/>
    public override MessageType Type => MessageType.HotlinkSignal;

    /// <inheritdoc/>
    public bool Equals(HotlinkSignal? other) =>
        other is not null && SessionId == other.SessionId && Kind == other.Kind && Same.Lists(Addresses, other.Addresses)
        && Token == other.Token && Error == other.Error;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(SessionId, Kind, Addresses.Count, Token, Error);
}
