using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Hotlink.Gateway.Tenancy;

/// <summary>Fills in what the <c>Ice</c> section leaves open from SyftBox's environment names, trimmed as SyftBox does.</summary>
internal sealed class IceOptionsDefaults(IConfiguration configuration) : IPostConfigureOptions<IceOptions>
{
    private const string Prefix = "SYFTBOX_HOTLINK_";

    public void PostConfigure(string? name, IceOptions options)
    {
        options.Servers = Pick(options.Servers, "ICE_SERVERS");
        options.TurnHost = Pick(options.TurnHost, "TURN_HOST");
        options.TurnPort = Pick(options.TurnPort, "TURN_PORT");
        options.TurnUser = Pick(options.TurnUser, "TURN_USER");
        options.TurnPass = Pick(options.TurnPass, "TURN_PASS");
    }

    private string? Pick(string? configured, string name)
    {
        var value = string.IsNullOrWhiteSpace(configured) ? configuration[Prefix + name] : configured;
        return string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    }
}
