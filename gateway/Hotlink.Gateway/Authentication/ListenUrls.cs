using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Hotlink.Gateway.Authentication;

/// <summary>The URLs the server is going to listen on, in the order of precedence that Kestrel uses.</summary>
internal static class ListenUrls
{
    private const string ServerDefault = "http://localhost:5000";

    public static IReadOnlyList<string> From(IConfiguration configuration)
    {
        var section = configuration.GetSection("Kestrel:Endpoints");
        string[] endpoints = [.. section.GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>()];
        if (endpoints.Length > 0)
        {
            return endpoints;
        }

        var urls = Split(configuration[WebHostDefaults.ServerUrlsKey]);
        if (urls.Length > 0)
        {
            return urls;
        }

        string[] ports =
        [
            .. Split(configuration[WebHostDefaults.HttpPortsKey]).Select(port => $"http://*:{port}"),
            .. Split(configuration[WebHostDefaults.HttpsPortsKey]).Select(port => $"https://*:{port}"),
        ];
        return ports.Length > 0 ? ports : [ServerDefault];
    }

    /// <summary>True when <paramref name="url"/> can be understood.</summary>
    public static bool IsAddress(string url) => TryParse(url) is not null;

    /// <summary>True when only this machine can reach <paramref name="url"/>. What can't be understood is not loopback.</summary>
    public static bool IsLoopback(string url) =>
        // A name that is neither localhost nor an address is bound on every interface.
        TryParse(url) is { } address
        && (address.IsUnixPipe
            || address.IsNamedPipe
            || string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip)));

    private static BindingAddress? TryParse(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address.IsUnixPipe || address.IsNamedPipe || address.Port is >= IPEndPoint.MinPort and <= IPEndPoint.MaxPort ? address : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string[] Split(string? list) =>
        list?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
