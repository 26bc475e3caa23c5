using Hotlink.Grains.Hosting;
using Orleans.Runtime.Placement;

namespace Hotlink.Silo.Orleans;

/// <summary>Carries <see cref="SenderPlacement"/> out.</summary>
internal sealed class SenderPlacementDirector(RoleSilos silos) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var candidates = silos.Candidates(target, context);
        var wanted = IPlacementDirector.GetPlacementHint(target.RequestContextData, candidates) ?? context.LocalSilo;
        return Task.FromResult(candidates.Contains(wanted) ? wanted : candidates[Random.Shared.Next(candidates.Length)]);
    }
}
