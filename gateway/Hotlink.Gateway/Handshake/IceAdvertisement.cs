using Hotlink.Gateway.Tenancy;

namespace Hotlink.Gateway.Handshake;

/// <summary>The ICE servers a peer is told of (wire-protocol, section 2.4).</summary>
internal static class IceAdvertisement
{
    private const string DefaultPort = "5349";
    private const string DefaultHost = "localhost";

    /// <summary>The value of <c>X-Syft-Hotlink-Ice-Servers</c>.</summary>
    /// <param name="options">The tenant's settings.</param>
    /// <param name="requested">The host that the client asked for, as the last resort; null when the header is absent or hostile.</param>
    public static string For(IceOptions options, HostName? requested)
    {
        if (options.Servers is { } servers)
        {
            return servers;
        }

        var host = options.TurnHost ?? options.PublicHost ?? requested?.Value ?? DefaultHost;
        return $"turns:{Bracketed(host)}:{options.TurnPort ?? DefaultPort}?transport=tcp";
    }

    private static string Bracketed(string host)
    {
        var bare = host.TrimStart('[').TrimEnd(']');
        return bare.Contains(':') ? $"[{bare}]" : bare;
    }
}
