using Hotlink.Grains.Abstractions.Hosting;
using Orleans.Runtime.Placement;

namespace Hotlink.Silo.Orleans;

/// <summary>Finds the silo that a connection's key names. Where it is gone any silo will do: it answers that the connection is gone, too.</summary>
internal sealed class ConnectionPlacementDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var node = ConnectionIds.NodeOf(target.GrainIdentity.Key.ToString()!);
        var silos = context.GetCompatibleSilos(target);
        return Task.FromResult(Array.Find(silos, silo => silo.ToParsableString() == node) ?? context.LocalSilo);
    }
}
