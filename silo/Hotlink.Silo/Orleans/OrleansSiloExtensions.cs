using System.Net;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Hosting;
using Hotlink.Silo.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;

namespace Hotlink.Silo.Orleans;

/// <summary>Puts the grains of a cluster into a host.</summary>
internal static class OrleansSiloExtensions
{
    private static readonly TimeSpan CollectionQuantum = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan CollectionAge = TimeSpan.FromMinutes(2);

    /// <summary>A silo with the membership that the configuration names.</summary>
    public static ISiloBuilder AddHotlinkSilo(this ISiloBuilder silo, IConfiguration configuration)
    {
        var options = configuration.GetSection(HotlinkClusterOptions.Section).Get<HotlinkClusterOptions>() ?? new();
        silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (options.ClusterId, "hotlink"));
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = options.ProbeInterval;
            membership.NumMissedProbesLimit = options.MissedProbeCount;
            membership.TableRefreshTimeout = options.ProbeInterval * 5;
        });
        AddMembership(silo, options);
        return silo.AddHotlinkGrains();
    }

    /// <summary>What a silo of the relay needs, whatever its membership.</summary>
    public static ISiloBuilder AddHotlinkGrains(this ISiloBuilder silo)
    {
        silo.Services.AddRules();
        silo.Services.TryAddSingleton(FramePool.Shared);
        silo.Services.AddSingleton<IGrainDirectory, OrleansGrainDirectory>();
        silo.Services.AddSingleton<ClusterNode>();
        silo.Services.AddSingleton<INodeIdentity>(provider => provider.GetRequiredService<ClusterNode>());
        silo.Services.AddSingleton<INodeEvents>(provider => provider.GetRequiredService<ClusterNode>());
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<ClusterNode>());
        silo.Services.AddPlacementDirector<ConnectionPlacement, ConnectionPlacementDirector>();
        silo.AddIncomingGrainCallFilter<IdleGrainFilter>();
        silo.Configure<GrainCollectionOptions>(collection =>
        {
            collection.CollectionQuantum = CollectionQuantum;
            collection.CollectionAge = CollectionAge;
        });
        return silo;
    }

    private static void AddMembership(ISiloBuilder silo, HotlinkClusterOptions options)
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
            case "postgres":
                silo.UseAdoNetClustering(database => (database.Invariant, database.ConnectionString) = ("Npgsql", options.ConnectionString));
                silo.ConfigureEndpoints(options.SiloPort, options.GatewayPort);
                if (options.AdvertisedAddress.Length > 0)
                {
                    silo.Configure<EndpointOptions>(endpoint => endpoint.AdvertisedIPAddress = IPAddress.Parse(options.AdvertisedAddress));
                }

                break;
            default:
                throw new InvalidOperationException($"Cluster:Membership is '{options.Membership}'; it can be localhost or postgres.");
        }
    }
}
