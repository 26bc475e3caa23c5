using Hotlink.Gateway.Authentication;
using Hotlink.Gateway.Handshake;
using Hotlink.Gateway.Tenancy;
using Hotlink.Gateway.Tests.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Hotlink.Gateway.Tests.Tenancy;

/// <summary>The services of the edge, composed as in the product, from settings written as <c>Name=value|Name=value</c>.</summary>
internal static class Edge
{
    public const string TwoTenants =
        "Tenants:0:Name=acme|Tenants:0:Hosts:0=acme.example.com|Tenants:0:Issuers:0=https://acme.example.com/auth|"
        + "Tenants:0:AccessTokenSecrets:0=" + Tokens.Secret + "|"
        + "Tenants:1:Name=zeta|Tenants:1:Hosts:0=zeta.example.com|Tenants:1:Hosts:1=z.example.com|"
        + "Tenants:1:Issuers:0=https://zeta.example.com/auth|"
        + "Tenants:1:AccessTokenSecrets:0=" + Tokens.OtherSecret;

    public static IConfiguration Configuration(string settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings
            .Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(setting => setting.Split('=', 2))
            .Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1])))
        .Build();

    public static ServiceProvider Services(string settings, TimeProvider? clock = null)
    {
        var configuration = Configuration(settings);
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton(configuration)
            .AddSingleton(clock ?? new FixedClock())
            .AddEdge(configuration)
            .BuildServiceProvider();
    }

    public static TenantResolver Tenants(string settings) => Services(settings).GetRequiredService<TenantResolver>();

    public static IdentityResolver Identities(string settings) => Services(settings).GetRequiredService<IdentityResolver>();

    /// <summary>The settings as they are used, or an <see cref="OptionsValidationException"/>.</summary>
    public static T Options<T>(string settings)
        where T : class => Services(settings).GetRequiredService<IOptions<T>>().Value;

    /// <summary>Everything that is wrong with the settings.</summary>
    public static string[] Errors<T>(string settings)
        where T : class => [.. Assert.Throws<OptionsValidationException>(() => Options<T>(settings)).Failures];

    public static HostName? Host(string text) => HostName.TryParse(text, out var host) ? host : null;
}
