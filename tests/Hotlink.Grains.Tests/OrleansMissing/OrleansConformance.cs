namespace Hotlink.Grains.Tests.OrleansMissing;

/// <summary>Stands in the report for the tests on real silos, where the build has no Orleans.</summary>
public sealed class OrleansConformance
{
    [Fact]
    public void Grains_OnRealSilos_AreTestedWhereOrleansRestores() =>
        Assert.Skip("This build has no Orleans: its packages could not be restored, or WithOrleans=true was not set.");
}
