using Hotlink.Load.Client;

namespace Hotlink.Load.Tests.Client;

public sealed class PlacementTests
{
    private static readonly Endpoint[] Three = [.. Enumerable.Range(1, 3).Select(static port => Endpoint.TryParse($"http://127.0.0.1:{port}")!)];

    [Fact]
    public void On_OneNode_PutsEverybodyThere()
    {
        var placement = Placement.On(Three[0]);

        Assert.False(placement.IsSpread);
        Assert.Equal((Three[0], Three[0]), (placement.SenderOf(7), placement.ReaderOf(7)));
        Assert.Equal("http://127.0.0.1:1", placement.Text);
    }

    [Fact]
    public void ReaderOf_SeveralNodes_IsOneFurtherThanTheSender()
    {
        var placement = new Placement(Three, []);

        Assert.True(placement.IsSpread);
        Assert.Equal([1, 2, 3, 1], Enumerable.Range(0, 4).Select(pair => placement.SenderOf(pair).Port));
        Assert.Equal([2, 3, 1, 2], Enumerable.Range(0, 4).Select(pair => placement.ReaderOf(pair).Port));
    }

    [Fact]
    public void ReaderOf_TheSameNodesNamedForReaders_IsOnTheNodeOfTheSender()
    {
        var placement = new Placement(Three, Three);

        Assert.All(Enumerable.Range(0, 6), pair => Assert.Equal(placement.SenderOf(pair), placement.ReaderOf(pair)));
        Assert.Equal(
            "http://127.0.0.1:1, http://127.0.0.1:2, http://127.0.0.1:3; readers http://127.0.0.1:1, http://127.0.0.1:2, http://127.0.0.1:3",
            placement.Text);
    }

    [Fact]
    public void ReaderOf_AnotherNodeNamedForReaders_IsThere()
    {
        var placement = new Placement(Three[..1], Three[1..]);

        Assert.True(placement.IsSpread);
        Assert.Equal([2, 3, 2], Enumerable.Range(0, 3).Select(pair => placement.ReaderOf(pair).Port));
    }
}
