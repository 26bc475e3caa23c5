using Orleans.Placement;

namespace Hotlink.Grains.Hosting;

/// <summary>Grains of this kind are spread over all silos that are more than a gateway.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SpreadPlacementAttribute() : PlacementAttribute(SpreadPlacement.Instance);
