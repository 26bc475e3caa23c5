using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace Hotlink.Silo.Orleans;

/// <summary>Where the silos of a cluster find each other.</summary>
internal static class MembershipExtensions
{
    /// <summary>Adds the membership that the options name.</summary>
    /// <exception cref="InvalidOperationException">There is no such membership, or it lacks something.</exception>
    public static void AddHotlinkMembership(this ISiloBuilder silo, HotlinkClusterOptions options)
    {
        switch (options.Membership)
        {
            case "localhost":
                silo.UseLocalhostClustering(
                    options.SiloPort,
                    options.GatewayPort,
                    options.SiloPort == options.PrimaryPort ? null : new IPEndPoint(IPAddress.Loopback, options.PrimaryPort),
                    "hotlink",
                    options.ClusterId);
                break;
            case "postgres" when options.ConnectionString.Length == 0:
                throw new InvalidOperationException("Cluster:ConnectionString is empty; it has to name the PostgreSQL database of the cluster.");
            case "postgres":
                silo.UseAdoNetClustering(database => (database.Invariant, database.ConnectionString) = ("Npgsql", options.ConnectionString));
                silo.ConfigureEndpoints(options.SiloPort, options.GatewayPort, AddressFamily.InterNetwork, listenOnAnyHostAddress: true);
                silo.Services.AddHostedService<PostgresSchema>();
                if (options.AdvertisedAddress.Length > 0)
                {
                    silo.Configure<EndpointOptions>(endpoint => Advertise(endpoint, IPAddress.Parse(options.AdvertisedAddress)));
                }

                break;
            default:
                throw new InvalidOperationException($"Cluster:Membership is '{options.Membership}'; it can be localhost or postgres.");
        }
    }

    // A silo that is reached at the loopback address doesn't listen at others.
    private static void Advertise(EndpointOptions endpoint, IPAddress address)
    {
        endpoint.AdvertisedIPAddress = address;
        if (IPAddress.IsLoopback(address))
        {
            endpoint.SiloListeningEndpoint = new(address, endpoint.SiloPort);
            endpoint.GatewayListeningEndpoint = endpoint.GatewayPort > 0 ? new(address, endpoint.GatewayPort) : null;
        }
    }
}
