namespace Hotlink.Gateway.Handshake;

/// <summary>Codes of HTTP error bodies, as SyftBox spells them (wire-protocol, section 4).</summary>
internal static class ErrorCodes
{
    public const string InvalidRequest = "E_INVALID_REQUEST";
    public const string InvalidCredentials = "E_AUTH_INVALID_CREDENTIALS";
    public const string Internal = "E_INTERNAL_ERROR";
}
