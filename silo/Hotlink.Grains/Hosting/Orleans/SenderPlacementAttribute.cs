using Orleans.Placement;

namespace Hotlink.Grains.Hosting;

/// <summary>The grain lives on the silo that asks for it first, which is its sender's gateway, unless that one is nothing but a gateway.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SenderPlacementAttribute() : PlacementAttribute(SenderPlacement.Instance);
