using Hotlink.Gateway.Tenancy;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Hotlink.Gateway.Authentication;

/// <summary>Refuses a start that would let anyone in, or nobody. Names settings, never their values.</summary>
internal sealed class AuthOptionsValidator(IConfiguration configuration, IOptions<TenancyOptions> tenancy) : IValidateOptions<AuthOptions>
{
    public ValidateOptionsResult Validate(string? name, AuthOptions options)
    {
        string[] errors =
        [
            .. SecretRules.Check($"{AuthOptions.Section}:{nameof(AuthOptions.AccessTokenSecrets)}", options.AccessTokenSecrets),
            .. AuthPolicy.Check(options, ListenUrls.From(configuration), MissingSecrets(options)),
            .. MisplacedSecrets(options),
        ];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private IEnumerable<string> MissingSecrets(AuthOptions options)
    {
        var tenants = tenancy.Value.Tenants;
        if (tenants.Count == 0)
        {
            return options.AccessTokenSecrets.Count == 0 ? [$"Auth:AccessTokenSecrets:0 or {AuthOptionsDefaults.SecretName}"] : [];
        }

        return tenants.Index()
            .Where(entry => entry.Item.AccessTokenSecrets.Count == 0)
            .Select(entry => $"Tenants:{entry.Index}:AccessTokenSecrets:0 (tenant '{entry.Item.Name}')");
    }

    private IEnumerable<string> MisplacedSecrets(AuthOptions options) =>
        tenancy.Value.Tenants.Count > 0 && options.AccessTokenSecrets.Count > 0
            ? ["Auth:AccessTokenSecrets belongs to no tenant when Tenants is configured: move it to a tenant's AccessTokenSecrets."]
            : [];
}
