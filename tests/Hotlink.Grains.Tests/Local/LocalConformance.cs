using Hotlink.Grains.Tests.Conformance;

namespace Hotlink.Grains.Tests.Local;

/// <summary>All conformance tests, run in one process.</summary>
public static class LocalConformance
{
    public sealed class Relay : RelayConformance<LocalGrainHost>;
}
