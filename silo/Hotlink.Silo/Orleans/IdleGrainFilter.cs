using Hotlink.Grains.Hosting;

namespace Hotlink.Silo.Orleans;

/// <summary>
/// Keeps a grain for as long as it holds something, however quiet it is, and leaves it to the collector once it holds nothing. Ending it
/// at once would make calls that are on their way to it chase one activation after the other.
/// </summary>
internal sealed class IdleGrainFilter : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (context.Grain is HotlinkGrain grain)
        {
            grain.KeepWhileHolding();
        }
    }
}
