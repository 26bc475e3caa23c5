using Hotlink.Gateway.Connections;

namespace Hotlink.Gateway.Tests.Connections;

public sealed class DrainPaceTests
{
    [Theory]
    [InlineData(0, 3.0, 10)]
    [InlineData(20, 3.0, 10)]
    [InlineData(300, 3.0, 10)]
    [InlineData(10_000, 3.0, 334)]
    [InlineData(10_000, 0.0, 10_000)]
    public void StepOf_Connections_AreThroughInTime(int connections, double seconds, int expected)
    {
        var time = TimeSpan.FromSeconds(seconds);
        var step = DrainPace.StepOf(connections, time);
        Assert.Equal(expected, step);
        Assert.True(step * Math.Max(time / DrainPace.StepTime, 1) >= connections);
    }
}
