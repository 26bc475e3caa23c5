namespace Hotlink.Gateway.Authentication;

/// <summary>Why a request has no identity. Anything but <see cref="UnknownHost"/> is answered with 401.</summary>
internal enum IdentityRefusal
{
    NoHeader,
    NoBearer,
    NoToken,
    BadToken,
    NoUser,
    InvalidEmail,

    /// <summary>With authentication off only: no tenant has the host that was asked for.</summary>
    UnknownHost,

    /// <summary>Authentication is off, and the connection came in on an address that others can reach.</summary>
    NotLoopback,
}
