using Hotlink.Devstack.Channels;
using Hotlink.Devstack.Stacks;

namespace Hotlink.Devstack.Tests.Channels;

public sealed class ChannelPortsTests
{
    [Theory]
    [InlineData(0, 1, 3, 1)]
    [InlineData(0, 2, 3, 2)]
    [InlineData(1, 2, 3, 3)]
    [InlineData(2, 1, 3, 3)]
    [InlineData(0, 1, 2, 1)]
    public void Offset_APair_IsThatOfBioVault(int one, int other, int parties, int expected) =>
        Assert.Equal(expected, ChannelPorts.Offset(one, other, parties));

    // Client behaviour, section 12.
    [Theory]
    [InlineData(0, 1, 20001)]
    [InlineData(0, 2, 20002)]
    [InlineData(1, 0, 21001)]
    [InlineData(1, 2, 21003)]
    [InlineData(2, 0, 22002)]
    [InlineData(2, 1, 22003)]
    public void Local_WithBase20000_IsThatOfBioVault(int party, int peer, int expected) =>
        Assert.Equal(expected, ChannelPorts.Local(20000, party, peer, 3));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(PortPlan.MaxParties)]
    public void All_OfAPlan_DifferAndStayInRange(int parties)
    {
        var plan = new PortPlan(PortPlan.HighestBase(parties), parties);
        var all = plan.All(3).ToList();
        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.All(all, port => Assert.InRange(port, PortPlan.LowestBase - (PortPlan.MaxParties * 1000), 32767));
    }

    [Fact]
    public void Choose_TakenAndBusyPorts_GoesAroundThem()
    {
        var first = PortPlan.Choose(3, 1, 5, _ => true, new HashSet<int>());
        var second = PortPlan.Choose(3, 1, 5, port => port != first.Base + 501, first.All(1).ToHashSet());
        Assert.Empty(first.All(1).Intersect(second.All(1)));
        Assert.DoesNotContain(first.Base + 501, second.All(1));
    }

    [Fact]
    public void Choose_NothingFree_SaysSo() =>
        Assert.Throws<DevstackException>(() => PortPlan.Choose(2, 1, 0, _ => false, new HashSet<int>()));
}
