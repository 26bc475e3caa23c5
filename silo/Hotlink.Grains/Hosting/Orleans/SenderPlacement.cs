namespace Hotlink.Grains.Hosting;

/// <summary>The rule of <see cref="SenderPlacementAttribute"/>.</summary>
[GenerateSerializer, Immutable, Alias("hotlink.SenderPlacement")]
internal sealed class SenderPlacement : PlacementStrategy
{
    public static SenderPlacement Instance { get; } = new();
}
