namespace Hotlink.Grains.Hosting;

/// <summary>The rule of <see cref="ConnectionPlacementAttribute"/>.</summary>
[GenerateSerializer, Immutable, Alias("hotlink.ConnectionPlacement")]
internal sealed class ConnectionPlacement : PlacementStrategy
{
    public static ConnectionPlacement Instance { get; } = new();
}
