namespace Hotlink.Client.Tests.Kit;

/// <summary>How a link holds bytes up, in each direction.</summary>
/// <param name="Delay">How long each piece waits.</param>
/// <param name="BytesPerSecond">How many pass; 0 for as many as come.</param>
/// <param name="Frozen">While it is not completed, nothing passes.</param>
internal sealed record LinkPace(TimeSpan Delay = default, int BytesPerSecond = 0, Task? Frozen = null)
{
    public static LinkPace Free { get; } = new();
}
