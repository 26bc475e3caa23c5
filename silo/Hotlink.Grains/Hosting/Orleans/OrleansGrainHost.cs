using Hotlink.Grains.Abstractions.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Placement;

namespace Hotlink.Grains.Hosting;

/// <summary>What Orleans gives to one grain.</summary>
internal sealed class OrleansGrainHost(HotlinkGrain grain, IServiceProvider services) : IGrainHost
{
    public string Key { get; } = grain.GetPrimaryKeyString();

    public IGrainDirectory Grains { get; } = services.GetRequiredService<IGrainDirectory>();

    public void MoveTo(string node) => grain.GrainContext.Migrate(
        new() { [IPlacementDirector.PlacementHintKey] = SiloAddress.FromParsableString(node) }, CancellationToken.None);

    public IDisposable StartTimer(TimeSpan due, Func<ValueTask> callback) => grain.RegisterGrainTimer(
        static async (timer, _) =>
        {
            await timer.callback();
            timer.grain.KeepWhileHolding();
        },
        (grain, callback),
        new GrainTimerCreationOptions { DueTime = due, Period = Timeout.InfiniteTimeSpan, Interleave = true });
}
