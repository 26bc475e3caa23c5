using Orleans.Runtime.Placement;

namespace Hotlink.Silo.Orleans;

/// <summary>The other silos, and those among them that hold grains of sessions: a mere gateway doesn't.</summary>
internal sealed class RoleSilos(IClusterMembershipService membership)
{
    /// <summary>Whether grains other than those of connections can live on a silo.</summary>
    public bool HoldsSessions(SiloAddress silo) =>
        !membership.CurrentSnapshot.Members.TryGetValue(silo, out var member) || NodeNames.HoldsSessions(member.Name);

    /// <summary>The silos that a grain can be placed on; where all are gateways, all of them, for a grain has to live somewhere.</summary>
    public SiloAddress[] Candidates(PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        var holding = Array.FindAll(silos, HoldsSessions);
        return holding.Length > 0 ? holding : silos;
    }

    /// <summary>All other active silos.</summary>
    public IEnumerable<SiloAddress> Others(SiloAddress own) => membership.CurrentSnapshot.Members.Values
        .Where(member => member.Status == SiloStatus.Active && member.SiloAddress != own)
        .Select(member => member.SiloAddress);

    /// <summary>Any other active silo that holds sessions; null where there is none.</summary>
    public SiloAddress? AnyOther(SiloAddress own)
    {
        var others = Others(own).Where(HoldsSessions).ToArray();
        return others.Length > 0 ? others[Random.Shared.Next(others.Length)] : null;
    }
}
