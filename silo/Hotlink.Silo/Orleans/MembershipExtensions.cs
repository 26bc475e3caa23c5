using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Clustering.AzureStorage;
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
                silo.Services.AddHostedService<PostgresSchema>();
                silo.Listen(options);
                break;
            case "azure" when options.ConnectionString.Length == 0:
                throw new InvalidOperationException(
                    "Cluster:ConnectionString is empty; it has to name the storage account of the cluster, by a connection string or its https address.");
            case "azure":
                var account = AzureAccount.Connect(options);
                silo.UseAzureStorageClustering((AzureStorageClusteringOptions table) => (table.TableServiceClient, table.TableName) = (account, options.TableName));
                silo.Services.AddHostedService(provider => ActivatorUtilities.CreateInstance<AzureTable>(provider, account));
                silo.Listen(options);
                break;
            default:
                throw new InvalidOperationException($"Cluster:Membership is '{options.Membership}'; it can be localhost, postgres or azure.");
        }
    }

    private static void Listen(this ISiloBuilder silo, HotlinkClusterOptions options)
    {
        silo.ConfigureEndpoints(options.SiloPort, options.GatewayPort, AddressFamily.InterNetwork, listenOnAnyHostAddress: true);
        if (options.AdvertisedAddress.Length > 0)
        {
            silo.Configure<EndpointOptions>(endpoint => Advertise(endpoint, IPAddress.Parse(options.AdvertisedAddress)));
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
