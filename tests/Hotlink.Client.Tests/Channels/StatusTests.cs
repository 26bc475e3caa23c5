using Hotlink.Client.Tests.Kit;
using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Channels;

public sealed class StatusTests : ClientTest
{
    [Fact]
    public async Task GetTotals_BytesMoved_CountsThemOnBothSides()
    {
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice);
        var bob = await ConnectAsync(relay.Address, Bob);
        var (one, two) = await OpenChannelAsync(alice, bob);

        await one.WriteAsync(new byte[300_000], Cancellation);
        await two.ReadExactlyAsync(new byte[300_000], Cancellation);

        var (sent, received) = (alice.GetTotals(), bob.GetTotals());
        Assert.Equal((300_000, 0, 1), (sent.SentBytes, sent.ReceivedBytes, sent.Links));
        Assert.Equal((300_000, sent.SentFrames), (received.ReceivedBytes, received.ReceivedFrames));
    }

    [Fact]
    public async Task GetStreams_ChannelOpen_NamesBothDirectionsAndThePeer()
    {
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice);
        var bob = await ConnectAsync(relay.Address, Bob);
        var (one, two) = await OpenChannelAsync(alice, bob);
        await one.WriteAsync(new byte[1], Cancellation);
        await two.ReadExactlyAsync(new byte[1], Cancellation);

        var streams = alice.GetStreams();

        Assert.Equal([(true, AlicePath), (false, BobPath)], streams.Select(stream => (stream.Outbound, stream.Path)));
        Assert.All(streams, stream => Assert.Equal((Bob, HotlinkStreamState.Open), (stream.Peer, stream.State)));
        Assert.Equal(1, streams[0].Statistics.Bytes);
    }

    [Fact]
    public async Task GetStreams_NobodyHasAccepted_SaysThatItOpens()
    {
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var open = alice.OpenAsync(AlicePath, Bob, cancel.Token);

        await EventWait.UntilAsync(() => alice.GetStreams() is [{ State: HotlinkStreamState.Opening, Peer: Bob }]);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => open);
        Assert.Empty(alice.GetStreams());
    }
}
