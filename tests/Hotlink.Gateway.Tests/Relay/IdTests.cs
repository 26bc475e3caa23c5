using Hotlink.Gateway.Relay;
using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Gateway.Tests.Relay;

public sealed class IdTests
{
    private const int Count = 10_000;
    private const int HexDigitsOf128Bits = 32;

    // Pitfall 14: ids of connections don't meet, and name the node that holds the socket.
    [Fact]
    public void Create_ManyConnections_EachHasAnIdOf128BitsThatNamesItsNode()
    {
        var ids = Enumerable.Range(0, Count).Select(_ => ConnectionIds.Create("node-1")).ToHashSet();

        Assert.Equal(Count, ids.Count);
        Assert.All(ids, id => Assert.Equal("node-1", ConnectionIds.NodeOf(id)));
        Assert.All(ids, id => Assert.Equal(HexDigitsOf128Bits, id.IndexOf('~', StringComparison.Ordinal)));
    }

    // Pitfall 47: two messages in flight never share an id.
    [Fact]
    public void NewId_ManyMessages_EachHasAnIdOf128Bits()
    {
        var ids = Enumerable.Range(0, Count).Select(_ => NoticeMessages.NewId()).ToHashSet();

        Assert.Equal(Count, ids.Count);
        Assert.All(ids, id => Assert.Equal(HexDigitsOf128Bits, id.Length));
    }
}
