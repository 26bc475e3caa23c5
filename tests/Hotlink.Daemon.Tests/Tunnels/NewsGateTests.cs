using Hotlink.Daemon.Tunnels;

namespace Hotlink.Daemon.Tests.Tunnels;

public sealed class NewsGateTests
{
    private readonly NewsGate _gate = new();

    [Fact]
    public void Lets_TheSameAgain_OnceAMinute()
    {
        Assert.True(_gate.Lets("a", TimeSpan.Zero));
        Assert.False(_gate.Lets("a", TimeSpan.FromSeconds(59)));
        Assert.True(_gate.Lets("a", TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public void Lets_TextsInTurn_NeverMoreThanAFewAMinute()
    {
        var told = Enumerable.Range(0, 6000).Count(step => _gate.Lets($"reason {step % 50}", TimeSpan.FromMilliseconds(step * 10)));

        Assert.Equal(NewsGate.Count, told);
        Assert.True(_gate.Lets("later", TimeSpan.FromMinutes(2)));
    }
}
