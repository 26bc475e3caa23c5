using Hotlink.Silo.Orleans;

namespace Hotlink.Grains.Tests.Orleans;

public sealed class StoreVerdictTests
{
    [Theory]
    [InlineData(0, 0, 0, false)] // Alone: there is no other truth.
    [InlineData(2, 2, 2, true)] // The others reach the store.
    [InlineData(2, 2, 1, true)]
    [InlineData(2, 2, 0, false)] // Nobody does.
    [InlineData(2, 1, 0, false)] // Two of three stay together.
    [InlineData(2, 0, 0, true)] // One of three.
    [InlineData(1, 0, 0, true)] // Half is no majority.
    [InlineData(3, 1, 0, true)]
    [InlineData(4, 2, 0, false)]
    public void IsCutOff_OthersAndTheStore_DecideIt(int others, int reached, int reachingStore, bool expected) =>
        Assert.Equal(expected, StoreVerdict.IsCutOff(others, reached, reachingStore));
}
