namespace Hotlink.Gateway.Authentication;

/// <summary>Configuration section <c>Auth</c>. Secrets and issuer are those of the one tenant there is without <c>Tenants</c>.</summary>
internal sealed class AuthOptions
{
    public const string Section = "Auth";

    /// <summary>Null chooses: <see cref="AuthMode.Off"/> only when every URL is a loopback one and no secret is configured.</summary>
    public AuthMode? Mode { get; set; }

    /// <summary>Lets <see cref="AuthMode.Off"/> serve addresses that others can reach.</summary>
    public bool ForceInsecure { get; set; }

    /// <summary>HMAC keys of access tokens, as UTF-8 text of at least 16 bytes. Any verifies, so that one can be replaced.</summary>
    public IList<string> AccessTokenSecrets { get; } = [];

    /// <summary>The <c>iss</c> that tokens must carry; null accepts any.</summary>
    public string? Issuer { get; set; }
}
