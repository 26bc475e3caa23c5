namespace Hotlink.Grains.Tests.Orleans;

/// <summary>Stands in the report for the comparison of what nodes say to each other.</summary>
public sealed class ContractTests
{
    [Fact]
    public void Contracts_OfAllAssemblies_AreWhatTheFileSays() => Assert.Skip(OrleansGrainHost.Reason);
}
