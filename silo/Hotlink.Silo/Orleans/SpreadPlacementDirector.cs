using Hotlink.Grains.Hosting;
using Orleans.Runtime.Placement;

namespace Hotlink.Silo.Orleans;

/// <summary>Carries <see cref="SpreadPlacement"/> out.</summary>
internal sealed class SpreadPlacementDirector(RoleSilos silos) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var candidates = silos.Candidates(target, context);
        var hint = IPlacementDirector.GetPlacementHint(target.RequestContextData, candidates);
        return Task.FromResult(hint ?? candidates[Random.Shared.Next(candidates.Length)]);
    }
}
