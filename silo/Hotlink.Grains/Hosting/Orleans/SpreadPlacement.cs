namespace Hotlink.Grains.Hosting;

/// <summary>The rule of <see cref="SpreadPlacementAttribute"/>.</summary>
[GenerateSerializer, Immutable, Alias("hotlink.SpreadPlacement")]
internal sealed class SpreadPlacement : PlacementStrategy
{
    public static SpreadPlacement Instance { get; } = new();
}
