using Hotlink.Daemon.Telemetry;

namespace Hotlink.Daemon.Tests.Telemetry;

public sealed class TransferMeterTests
{
    [Fact]
    public void Add_ManyThreads_KeepsTheMeanAndTheLongest()
    {
        var meter = new TransferMeter();
        Assert.Equal((0, 0), (meter.AverageMs, meter.MaxMs));

        Parallel.For(1, 1001, ms => meter.Add(TimeSpan.FromMilliseconds(ms)));

        Assert.Equal((500.5, 1000), (meter.AverageMs, meter.MaxMs));
    }
}
