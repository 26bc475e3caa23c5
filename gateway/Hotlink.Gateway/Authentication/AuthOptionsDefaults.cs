using Hotlink.Gateway.Tenancy;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Hotlink.Gateway.Authentication;

/// <summary>
/// Fills in what the configuration leaves open: first from SyftBox's environment names, which know of one tenant only, then by
/// <see cref="AuthPolicy"/>.
/// </summary>
internal sealed class AuthOptionsDefaults(IConfiguration configuration, IOptions<TenancyOptions> tenancy)
    : IPostConfigureOptions<AuthOptions>
{
    public const string EnabledName = "SYFTBOX_AUTH_ENABLED";
    public const string IssuerName = "SYFTBOX_AUTH_TOKEN_ISSUER";
    public const string SecretName = "SYFTBOX_AUTH_ACCESS_TOKEN_SECRET";

    public void PostConfigure(string? name, AuthOptions options)
    {
        var tenants = tenancy.Value.Tenants;
        if (tenants.Count == 0)
        {
            UseSyftBoxNames(options);
        }

        var hasSecrets = options.AccessTokenSecrets.Count > 0 || tenants.Any(tenant => tenant.AccessTokenSecrets.Count > 0);
        options.Mode ??= AuthPolicy.DefaultMode(ListenUrls.From(configuration), hasSecrets);
    }

    private void UseSyftBoxNames(AuthOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Issuer))
        {
            options.Issuer = configuration[IssuerName];
        }

        if (options.AccessTokenSecrets.Count == 0 && configuration[SecretName] is { Length: > 0 } secret)
        {
            options.AccessTokenSecrets.Add(secret);
        }

        options.Mode ??= FromSwitch(configuration[EnabledName]);
    }

    // The words Go's ParseBool takes. Anything else that is set counts as "on": a typing error must not open the relay.
    private static AuthMode? FromSwitch(string? value) => value switch
    {
        null or "" => null,
        "0" or "f" or "F" or "false" or "False" or "FALSE" => AuthMode.Off,
        _ => AuthMode.Jwt,
    };
}
