using Hotlink.Grains.Tests.Orleans;

namespace Hotlink.Grains.Tests.Conformance;

/// <summary>The conformance tests of everything that crosses silos, run on two of them.</summary>
public static class TwoSiloConformance
{
    public sealed class Claims : ClaimConformance<TwoSiloGrainHost>;

    public sealed class EarlyFrames : EarlyFrameConformance<TwoSiloGrainHost>;

    public sealed class Endings : EndingConformance<TwoSiloGrainHost>;

    public sealed class FanOut : FanOutConformance<TwoSiloGrainHost>;

    public sealed class Relay : RelayConformance<TwoSiloGrainHost>;

    public sealed class Waiting : WaitingConformance<TwoSiloGrainHost>;
}
