using System.Net;
using Hotlink.Gateway.Tenancy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Hotlink.Gateway.Authentication;

/// <summary>Everything of a request that says who it is from.</summary>
internal readonly record struct IdentityRequest
{
    /// <summary>The host that was asked for; null when the header is absent.</summary>
    public HostName? Host { get; init; }

    public StringValues Authorization { get; init; }

    /// <summary>Query parameter <c>user</c>.</summary>
    public StringValues User { get; init; }

    /// <summary>Query parameter <c>x-syft-from</c>.</summary>
    public StringValues From { get; init; }

    /// <summary>Whether the connection came in on an address that only this machine reaches.</summary>
    public bool IsLocal { get; init; }

    public static IdentityRequest Of(HttpContext context, HostName? host) => new()
    {
        Host = host,
        Authorization = context.Request.Headers.Authorization,
        User = context.Request.Query["user"],
        From = context.Request.Query["x-syft-from"],
        IsLocal = IsLoopback(context.Connection.LocalIpAddress),
    };

    // Unix sockets and pipes have no address.
    private static bool IsLoopback(IPAddress? address) => address is null || IPAddress.IsLoopback(address);
}
