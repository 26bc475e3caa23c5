using Hotlink.Daemon.Markers;

namespace Hotlink.Daemon.Tests.Markers;

/// <summary>Hints are collected, within bounds.</summary>
public sealed class TreeHintsTests
{
    private readonly TreeHints _hints = new();

    [Fact]
    public void Take_SamePlaceTwice_GivesItOnce()
    {
        _hints.Add("/a");
        _hints.Add("/a");

        Assert.True(_hints.Given.IsCompleted);
        Assert.Equal(["/a"], _hints.Take()!);
        Assert.False(_hints.Given.IsCompleted);
        Assert.Empty(_hints.Take()!);
    }

    [Fact]
    public void Take_MoreThanTheBound_MeansEverywhere()
    {
        for (var i = 0; i < 5000; i++)
        {
            _hints.Add($"/{i}");
        }

        Assert.Null(_hints.Take());
        Assert.Empty(_hints.Take()!);
    }
}
