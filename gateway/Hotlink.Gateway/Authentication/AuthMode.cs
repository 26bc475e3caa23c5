namespace Hotlink.Gateway.Authentication;

/// <summary>How a peer proves who it is.</summary>
internal enum AuthMode
{
    /// <summary>It doesn't: the identity is what the query says.</summary>
    Off,

    /// <summary>By an access token of its tenant.</summary>
    Jwt,
}
