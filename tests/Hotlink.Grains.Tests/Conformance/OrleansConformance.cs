using Hotlink.Grains.Tests.Orleans;

namespace Hotlink.Grains.Tests.Conformance;

/// <summary>All conformance tests, run on a real silo.</summary>
public static class OrleansConformance
{
    public sealed class Access : AccessConformance<OrleansGrainHost>;

    public sealed class Claims : ClaimConformance<OrleansGrainHost>;

    public sealed class EarlyFrames : EarlyFrameConformance<OrleansGrainHost>;

    public sealed class Endings : EndingConformance<OrleansGrainHost>;

    public sealed class FanOut : FanOutConformance<OrleansGrainHost>;

    public sealed class Relay : RelayConformance<OrleansGrainHost>;

    public sealed class Waiting : WaitingConformance<OrleansGrainHost>;
}
