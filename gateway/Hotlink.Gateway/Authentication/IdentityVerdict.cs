namespace Hotlink.Gateway.Authentication;

/// <summary>Who a request is from, or why that can't be said.</summary>
internal sealed class IdentityVerdict
{
    private IdentityVerdict()
    {
    }

    /// <summary>Set on success.</summary>
    public AuthenticatedPeer? Peer { get; private init; }

    /// <summary>Meaningful without a peer.</summary>
    public IdentityRefusal Refusal { get; private init; }

    /// <summary>What the peer is told.</summary>
    public string Text { get; private init; } = "";

    public static implicit operator IdentityVerdict(AuthenticatedPeer peer) => new() { Peer = peer };

    public static implicit operator IdentityVerdict(IdentityRefusal refusal) => new() { Refusal = refusal, Text = TextOf(refusal) };

    public static IdentityVerdict BadToken(TokenFault fault, TokenClaims? claims) => new()
    {
        Refusal = IdentityRefusal.BadToken,
        Text = $"invalid access token: {TokenFaultText.Of(fault, claims)}",
    };

    private static string TextOf(IdentityRefusal refusal) => refusal switch
    {
        IdentityRefusal.NoHeader => "authorization header required",
        IdentityRefusal.NoBearer => "bearer token required",
        IdentityRefusal.NoToken => "token missing",
        IdentityRefusal.NoUser => "user missing",
        IdentityRefusal.InvalidEmail => "invalid email",
        IdentityRefusal.UnknownHost => "unknown host",
        IdentityRefusal.NotLoopback => "authentication is off and serves this machine only",
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "Has no text of its own."),
    };
}
