using Hotlink.Gateway.Health;

namespace Hotlink.Gateway.Tests.Health;

public sealed class ReadinessTests
{
    [Fact]
    public void State_GoesForwardOnly()
    {
        var readiness = new Readiness();
        Assert.Equal(ReadinessState.Starting, readiness.State);
        Assert.True(readiness.MarkReady());
        Assert.False(readiness.MarkReady());
        Assert.True(readiness.MarkDraining());
        Assert.False(readiness.MarkDraining());
        Assert.False(readiness.MarkReady());
        Assert.Equal(ReadinessState.Draining, readiness.State);
    }

    [Fact]
    public void MarkReady_AfterADrainThatCameFirst_StaysDraining()
    {
        var readiness = new Readiness();
        Assert.True(readiness.MarkDraining());
        Assert.False(readiness.MarkReady());
        Assert.Equal(ReadinessState.Draining, readiness.State);
    }
}
