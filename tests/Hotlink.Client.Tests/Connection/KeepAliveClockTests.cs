using Hotlink.Client.Connection;

namespace Hotlink.Client.Tests.Connection;

public sealed class KeepAliveClockTests
{
    private readonly KeepAliveClock _clock = new(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(5), TimeSpan.Zero);

    [Fact]
    public void Check_NoAnswer_GivesUp()
    {
        Assert.Equal(KeepAliveAction.None, _clock.Check(TimeSpan.FromSeconds(14), false));
        Assert.Equal(KeepAliveAction.Ping, _clock.Check(TimeSpan.FromSeconds(15), false));
        Assert.Equal(TimeSpan.FromSeconds(20), _clock.Deadline);
        Assert.Equal(KeepAliveAction.GiveUp, _clock.Check(TimeSpan.FromSeconds(20), false));
    }

    [Fact] // Pitfall 96: nobody waits for a pong.
    public void Check_AnyByte_IsAnAnswer()
    {
        _clock.Check(TimeSpan.FromSeconds(15), false);
        _clock.Heard();

        Assert.Equal(KeepAliveAction.None, _clock.Check(TimeSpan.FromSeconds(20), false));
        Assert.Equal(KeepAliveAction.Ping, _clock.Check(TimeSpan.FromSeconds(30), false));
    }

    [Fact]
    public void Check_Obstructed_GivesMoreTime()
    {
        Assert.Equal(KeepAliveAction.None, _clock.Check(TimeSpan.FromSeconds(15), true));
        Assert.Equal(KeepAliveAction.None, _clock.Check(TimeSpan.FromSeconds(34), true));
        Assert.Equal(KeepAliveAction.GiveUp, _clock.Check(TimeSpan.FromSeconds(35), true));
    }
}
