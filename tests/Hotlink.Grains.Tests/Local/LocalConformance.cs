using Hotlink.Grains.Tests.Conformance;

namespace Hotlink.Grains.Tests.Local;

/// <summary>All conformance tests, run in one process.</summary>
public static class LocalConformance
{
    public sealed class Access : AccessConformance<LocalGrainHost>;

    public sealed class Claims : ClaimConformance<LocalGrainHost>;

    public sealed class EarlyFrames : EarlyFrameConformance<LocalGrainHost>;

    public sealed class Endings : EndingConformance<LocalGrainHost>;

    public sealed class FanOut : FanOutConformance<LocalGrainHost>;

    public sealed class Relay : RelayConformance<LocalGrainHost>;

    public sealed class Waiting : WaitingConformance<LocalGrainHost>;
}
