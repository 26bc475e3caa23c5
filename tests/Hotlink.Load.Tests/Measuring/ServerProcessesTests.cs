using Hotlink.Load.Measuring;

namespace Hotlink.Load.Tests.Measuring;

public sealed class ServerProcessesTests
{
    [Fact]
    public void Add_TwoSamples_SumsEachOfTheirFigures() => Assert.Equal(
        new ProcessSample(TimeSpan.FromSeconds(5), 70, 90),
        new ProcessSample(TimeSpan.FromSeconds(2), 30, 40) + new ProcessSample(TimeSpan.FromSeconds(3), 40, 50));

    [Fact]
    public void Attach_NoIds_IsNothing() => Assert.Null(ServerProcesses.Attach([]));

    [Fact]
    public void Attach_OneProcessNamedTwice_CountsItOnce()
    {
        using var own = WatchedProcess.Own();
        using var twice = ServerProcesses.Attach([Environment.ProcessId, Environment.ProcessId])!;

        Assert.InRange(twice.Sample().ResidentBytes, 1, (long)(own.Sample().ResidentBytes * 1.9));
        Assert.False(twice.HasEnded);
    }

    [Fact]
    public void Attach_AProcessThatIsNot_SaysWhich() =>
        Assert.Contains("2147483646", Assert.Throws<LoadException>(() => ServerProcesses.Attach([Environment.ProcessId, 2147483646])).Message, StringComparison.Ordinal);
}
