using Hotlink.Grains.Abstractions.Datasites;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Abstractions.Sessions;
using Hotlink.Grains.Tests.Local;
using Microsoft.Extensions.DependencyInjection;

namespace Hotlink.Grains.Tests.Sessions;

/// <summary>The grains of one process, where a test decides when a session grain gets its answers, and which calls fail for lost nodes.</summary>
public sealed class GatedHost : LocalGrainHost
{
    internal GatedDirectory Gates => (GatedDirectory)Grains;

    public override string LiveGrains() => base.LiveGrains() + (Gates.SessionGrains > 0 ? $"sessions: {Gates.SessionGrains}" : "");

    // Nobody but the test tells sessions of changed rules.
    public override Task StartAsync() => Task.CompletedTask;

    /// <summary>Holds back an answer of the datasite grain of a user.</summary>
    internal Gate HoldDatasite(string user, int skip = 0) =>
        Gates.HoldAnswer<IDatasiteGrain>(GrainKeys.Datasite(Tenant, user), skip);

    /// <summary>Tells a session grain of changed rules, and completes when it has drawn its conclusions.</summary>
    public async Task AccessChangedAsync(string sender, string path) =>
        await Grains.GetGrain<ISessionGrain>(GrainKeys.Session(Tenant, sender, path)).CallAsync(0, static (grain, _) => grain.AccessChangedAsync());

    protected override void Configure(IServiceCollection services) => services
        .AddSingleton<IGrainDirectory>(provider => new GatedDirectory(provider))
        .AddSingleton<INodeEvents, LosingNodes>();
}
