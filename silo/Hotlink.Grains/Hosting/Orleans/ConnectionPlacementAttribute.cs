using Orleans.Placement;

namespace Hotlink.Grains.Hosting;

/// <summary>The grain lives on the silo that its key names: the one that holds the connection's socket.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ConnectionPlacementAttribute() : PlacementAttribute(ConnectionPlacement.Instance);
