using Hotlink.Client;
using Hotlink.Daemon.Telemetry;

namespace Hotlink.Daemon.Tests.Telemetry;

public sealed class EventCountsTests
{
    [Theory]
    [InlineData(HotlinkEventKind.OfferRejected, HotlinkReason.NoReceiver, false, 1)]
    [InlineData(HotlinkEventKind.StreamEnded, HotlinkReason.PermissionDenied, true, 1)]
    [InlineData(HotlinkEventKind.StreamEnded, HotlinkReason.PermissionDenied, false, 0)]
    [InlineData(HotlinkEventKind.StreamEnded, HotlinkReason.PeerLost, true, 0)]
    [InlineData(HotlinkEventKind.StreamEnded, HotlinkReason.None, true, 0)]
    public void Add_EndOfASession_CountsRejectsAlone(HotlinkEventKind kind, HotlinkReason reason, bool outbound, long expected)
    {
        var counts = new EventCounts();

        counts.Add(new(kind, "sid", "a@x/p", "b@y", outbound, reason));

        Assert.Equal(expected, counts.Rejects);
    }

    [Fact]
    public void LastError_SomethingFailed_SaysWhatAndWhere()
    {
        var counts = new EventCounts();
        Assert.Equal("", counts.LastError);

        counts.Add(new(HotlinkEventKind.StreamStalled, Path: "a@x/p", Outbound: true) { Stall = HotlinkStallCause.PeerLink });
        counts.Add(new(HotlinkEventKind.StreamEnded, Path: "a@x/p"));

        Assert.Equal("StreamStalled on a@x/p: PeerLink", counts.LastError);
        Assert.Equal(1, counts.Stalls);
    }
}
