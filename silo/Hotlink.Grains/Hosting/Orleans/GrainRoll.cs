using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Hotlink.Grains.Hosting;

/// <summary>The grains of this silo that are alive: they hear of lost nodes, and leave when the silo is stopped. Thread-safe.</summary>
internal sealed partial class GrainRoll(ILogger<GrainRoll> logger)
{
    private readonly ConcurrentDictionary<HotlinkGrain, byte> _grains = new();

    public void Add(HotlinkGrain grain) => _grains[grain] = 0;

    public void Remove(HotlinkGrain grain) => _grains.TryRemove(grain, out _);

    /// <summary>Tells every grain, each in a turn of its own.</summary>
    public void NodeLost(string node)
    {
        foreach (var grain in _grains.Keys)
        {
            grain.GrainContext.Scheduler.QueueAction(() => Tell(grain, node));
        }
    }

    /// <summary>Has the grains move to other silos that other grains rely on. Completes when all that could are there.</summary>
    public Task MoveAllAsync(Func<string> choose)
    {
        var moving = _grains.Keys.Where(grain => grain.CanMove).ToArray();
        foreach (var grain in moving)
        {
            grain.GrainContext.Scheduler.QueueAction(() => grain.Leave(choose()));
        }

        return Task.WhenAll(moving.Select(grain => grain.GrainContext.Deactivated));
    }

    // Never throws: one grain that fails must not keep the others from hearing.
    private async void Tell(HotlinkGrain grain, string node)
    {
        try
        {
            await grain.OnNodeLostAsync(node);
            grain.KeepWhileHolding();
        }
        catch (Exception exception)
        {
            TellFailed(logger, exception);
        }
    }

    [LoggerMessage(3301, LogLevel.Warning, "A grain could not be told of a lost node.")]
    private static partial void TellFailed(ILogger logger, Exception exception);
}
