using Hotlink.Client.Streams;

namespace Hotlink.Client.Tests.Streams;

public sealed class StallWatchTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly StallWatch _watch = new(5 * Second);

    [Fact]
    public void Check_StandsStill_SaysEachCauseOnce()
    {
        _watch.Update(isWaiting: true, TimeSpan.Zero, Second);

        Assert.False(_watch.Check(HotlinkStallCause.PeerLink, 5 * Second));
        Assert.True(_watch.Check(HotlinkStallCause.PeerLink, 6 * Second));
        Assert.False(_watch.Check(HotlinkStallCause.PeerLink, 11 * Second));
        Assert.True(_watch.Check(HotlinkStallCause.Relay, 16 * Second));
    }

    [Fact]
    public void Update_Progress_BeginsAnew()
    {
        _watch.Update(isWaiting: true, TimeSpan.Zero, Second);
        Assert.True(_watch.Check(HotlinkStallCause.Relay, 6 * Second));

        _watch.Update(isWaiting: true, 7 * Second, 7 * Second);

        Assert.Equal((HotlinkStallCause.None, 12 * Second), (_watch.Cause, _watch.Deadline));
    }

    [Fact]
    public void Update_NothingToMove_IsNoStall()
    {
        _watch.Update(isWaiting: true, TimeSpan.Zero, Second);
        _watch.Update(isWaiting: false, TimeSpan.Zero, 2 * Second);

        Assert.Null(_watch.Deadline);
        Assert.False(_watch.Check(HotlinkStallCause.Relay, 100 * Second));
    }
}
