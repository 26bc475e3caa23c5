using Hotlink.Grains.Abstractions.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Hotlink.Grains.Hosting;

/// <summary>What Orleans gives to one grain.</summary>
internal sealed class OrleansGrainHost(Grain grain, IServiceProvider services) : IGrainHost
{
    public string Key { get; } = grain.GetPrimaryKeyString();

    public IGrainDirectory Grains { get; } = services.GetRequiredService<IGrainDirectory>();

    public IDisposable StartTimer(TimeSpan due, Func<ValueTask> callback) => grain.RegisterGrainTimer(
        static async (action, _) => await action(),
        callback,
        new GrainTimerCreationOptions { DueTime = due, Period = Timeout.InfiniteTimeSpan, Interleave = true });
}
