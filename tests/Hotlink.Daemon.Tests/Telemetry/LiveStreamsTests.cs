using Hotlink.Client;
using Hotlink.Daemon.Telemetry;

namespace Hotlink.Daemon.Tests.Telemetry;

public sealed class LiveStreamsTests
{
    [Theory]
    [InlineData("a@x/shared/flows/f/run/_mpc/0_to_1/stream.tcp.request", "0_to_1")]
    [InlineData("a@x/app_data/app/rpc/ep/x.request", "a@x/app_data/app/rpc/ep")]
    [InlineData("a@x", "a@x")]
    public void ChannelOf_Path_IsTheDirectoryBelowMpc(string path, string expected) => Assert.Equal(expected, LiveStreams.ChannelOf(path));

    [Fact]
    public void Describe_Streams_CountsThemByWhatTheyDo()
    {
        var live = LiveStreams.Describe(
            [Stream(outbound: true, HotlinkStreamState.Opening), Stream(outbound: true, HotlinkStreamState.Suspended), Stream(outbound: false, HotlinkStreamState.Open)],
            []);

        Assert.Equal((1, 1, 1), (live.Inbound, live.OutboundAccepted, live.OutboundPending));
        Assert.Equal(["pending", "accepted"], live.SessionsOut.Select(stream => stream.Status));
        Assert.Equal(("0123456789", "01234567", "bob@x"), (live.Streams[2].Sid, live.SessionsIn[0].Sid, live.SessionsIn[0].Peer));
        Assert.Equal(("in", "open", "reliable", "peer-application"), (live.Streams[2].Direction, live.Streams[2].State, live.Streams[2].Mode, live.Streams[2].HeldUpBy));
    }

    [Fact]
    public void Name_Causes_AreAllDifferent()
    {
        var names = Enum.GetValues<HotlinkStallCause>().Select(LiveStreams.Name).ToList();

        Assert.Equal(names.Count, names.Distinct().Count());
    }

    private static HotlinkStreamStatus Stream(bool outbound, HotlinkStreamState state) => new()
    {
        SessionId = "0123456789",
        Path = "a@x/_mpc/0_to_1/stream.tcp.request",
        Peer = "bob@x",
        Outbound = outbound,
        State = state,
        Statistics = new()
        {
            Mode = HotlinkMode.Reliable,
            Bytes = 1,
            Frames = 2,
            RepeatedFrames = 3,
            WaitingBytes = 4,
            Resumes = 5,
            CreditWait = TimeSpan.FromMilliseconds(6),
            RoundTrip = TimeSpan.FromMilliseconds(7),
            Stall = HotlinkStallCause.PeerApplication,
        },
    };
}
