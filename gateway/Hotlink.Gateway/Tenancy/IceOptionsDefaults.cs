using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Hotlink.Gateway.Tenancy;

/// <summary>Fills in what the <c>Ice</c> section leaves open from SyftBox's environment names, trimmed as SyftBox does.</summary>
internal sealed class IceOptionsDefaults(IConfiguration configuration) : IPostConfigureOptions<IceOptions>
{
    private const string Prefix = "SYFTBOX_HOTLINK_";

    public void PostConfigure(string? name, IceOptions options)
    {
        options.Trim();
        options.Servers ??= configuration[Prefix + "ICE_SERVERS"];
        options.TurnHost ??= configuration[Prefix + "TURN_HOST"];
        options.TurnPort ??= configuration[Prefix + "TURN_PORT"];
        options.TurnUser ??= configuration[Prefix + "TURN_USER"];
        options.TurnPass ??= configuration[Prefix + "TURN_PASS"];
        options.Trim();
    }
}
