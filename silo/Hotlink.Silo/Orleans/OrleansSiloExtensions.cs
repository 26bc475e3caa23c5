using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Access;
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

    private const string SlowReceiverSetting = "Connections:SlowReceiverTimeout";
    private static readonly TimeSpan SlowReceiverDefault = TimeSpan.FromSeconds(30);

    // A delivery waits for a receiver that is slow, so a call may take longer than such a receiver is given. One whose node is lost ends as
    // soon as that is known.
    private static readonly TimeSpan CallReserve = TimeSpan.FromMinutes(1);

    /// <summary>A silo with the membership that the configuration names.</summary>
    public static ISiloBuilder AddHotlinkSilo(this ISiloBuilder silo, IConfiguration configuration)
    {
        var options = configuration.GetSection(HotlinkClusterOptions.Section).Get<HotlinkClusterOptions>() ?? new();
        silo.Services.AddSingleton(options);
        silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (options.ClusterId, "hotlink"));
        silo.Configure<SiloOptions>(named => named.SiloName = NodeNames.Of(options.Role, options.SiloPort));
        silo.Configure<SiloMessagingOptions>(messaging =>
            messaging.ResponseTimeout = (configuration.GetValue(SlowReceiverSetting, SlowReceiverDefault) * 2) + CallReserve);
        silo.Configure<ClusterMembershipOptions>(membership => TuneMembership(membership, options));

        // Grains of a lost silo would come to life elsewhere only after half a minute, in case it is not lost after all. One that was given
        // up ends by itself, and sessions are no more than the sockets that they connect.
        silo.Configure<GrainDirectoryOptions>(directory => SetWhereItExists(directory, "RangeLeaseDuration", TimeSpan.Zero));
        silo.AddHotlinkMembership(options);
        silo.Services.AddSingleton<StoreWatch>();
        silo.Services.AddHostedService(provider => provider.GetRequiredService<StoreWatch>());
        return silo.AddHotlinkGrains();
    }

    /// <summary>What a silo of the relay needs, whatever its membership.</summary>
    public static ISiloBuilder AddHotlinkGrains(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<IRuleNews, RuleNews>();
        silo.Services.AddRules();
        silo.Services.TryAddSingleton(FramePool.Shared);
        silo.Services.AddSingleton<IGrainDirectory, OrleansGrainDirectory>();
        silo.Services.AddSingleton<GrainRoll>();
        silo.Services.AddSingleton<RoleSilos>();
        silo.Services.AddSingleton<ClusterNode>();
        silo.Services.AddSingleton<INodeIdentity>(provider => provider.GetRequiredService<ClusterNode>());
        silo.Services.AddSingleton<INodeEvents>(provider => provider.GetRequiredService<ClusterNode>());
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<ClusterNode>());
        silo.Services.AddPlacementDirector<ConnectionPlacement, ConnectionPlacementDirector>();
        silo.Services.AddPlacementDirector<SenderPlacement, SenderPlacementDirector>();
        silo.Services.AddPlacementDirector<SpreadPlacement, SpreadPlacementDirector>();
        silo.AddIncomingGrainCallFilter<IdleGrainFilter>();
        silo.Configure<GrainCollectionOptions>(collection =>
        {
            collection.CollectionQuantum = CollectionQuantum;
            collection.CollectionAge = CollectionAge;
        });

        // The other directory ends every grain, on any silo, that the lost silo had the entry of: a third of all sessions of three nodes.
#pragma warning disable ORLEANSEXP003
        return silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
    }

    private static void TuneMembership(ClusterMembershipOptions membership, HotlinkClusterOptions options)
    {
        membership.ProbeTimeout = options.ProbeInterval;
        membership.MaxProbeTimeout = options.ProbeInterval * 2;
        membership.NumMissedProbesLimit = options.MissedProbeCount;
        membership.TableRefreshTimeout = options.ProbeInterval * 5;
        membership.IAmAliveTablePublishTimeout = options.ProbeInterval * 5;

        // A silo that hangs keeps its sockets open, and what it sent last would speak for it for a minute.
        SetWhereItExists(membership, "EnableConnectionLivenessCheck", false);
    }

    // Options that not every version of Orleans has.
    private static void SetWhereItExists<T>(T options, string name, object value) => typeof(T).GetProperty(name)?.SetValue(options, value);
}
