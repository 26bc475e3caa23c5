using Hotlink.Client.Tests.Kit;
using Hotlink.Protocol.Messages;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Time;
using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Plain;

/// <summary>A receiver that knows no reliable streams gets what it always got.</summary>
public sealed class PlainWriterTests : ClientTest
{
    [Fact] // Pitfalls 148 and 100: numbers without a hole, and tags that today's Go clients don't take for each other's.
    public async Task Write_PeerDoesNotAnswerTheGreeting_SendsPlainFramesInOrder()
    {
        var (writer, peer) = await OpenToPeerAsync();
        var received = ReceiveAsync(peer, 1024 * 1024);
        await writer.WriteAsync(new byte[1024 * 1024], Cancellation);

        var frames = await received.SoonAsync();

        Assert.Equal(Enumerable.Range(1, frames.Count).Select(seq => (ulong)seq), frames.Select(frame => frame.Seq));
        Assert.All(frames, frame => Assert.Equal(AlicePath, frame.Path));
        Assert.Equal(frames.Count, frames.Select(frame => frame.ETag).Distinct().Count());
        Assert.Equal(HotlinkMode.Plain, writer.Mode);
    }

    [Fact] // Pitfall 105: a Go client hands each frame to a task of its own, and two of them can overtake each other.
    public async Task Write_TcpStreamOfAPlainPeer_GetsFramesOneByOne()
    {
        var clock = new TestTimeProvider();
        var (writer, peer) = await OpenToPeerAsync(options => options with { TimeProvider = clock }, reliable: false);

        await writer.WriteAsync(new byte[10], Cancellation);
        await writer.WriteAsync(new byte[20], Cancellation);
        await writer.WriteAsync(new byte[30], Cancellation);
        await writer.SignalAsync(new("fence", "", ""), Cancellation);

        await peer.NextAsync<HotlinkSignal>();
        Assert.Equal(10, (await peer.NextAsync<HotlinkData>()).Payload.Length);
        Assert.Equal(0, peer.Count<HotlinkData>());
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(50, (await peer.NextAsync<HotlinkData>()).Payload.Length);
        writer.Abort();
    }

    [Fact]
    public async Task Stall_EverythingWasWritten_IsNotReported()
    {
        var clock = new TestTimeProvider();
        var (writer, peer) = await OpenToPeerAsync(options => options with { TimeProvider = clock, StallTime = TimeSpan.FromSeconds(1) }, reliable: false);
        await writer.WriteAsync(new byte[10], Cancellation);
        await peer.NextAsync<HotlinkData>();

        clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal((HotlinkStallCause.None, 0L), (writer.GetStatistics().Stall, writer.GetStatistics().WaitingBytes));
        Assert.Empty(Events.Of(Alice, HotlinkEventKind.StreamStalled));
        writer.Abort();
    }

    [Fact] // Pitfall 150: nothing waits for another way.
    public async Task Write_FirstBytes_GoBeforeTheGreetingIsOver()
    {
        var (writer, peer) = await OpenToPeerAsync(options => options with { GreetingTimeout = TimeSpan.FromMinutes(1) });

        await writer.WriteAsync(new byte[100], Cancellation);

        Assert.Equal(100, (await peer.NextAsync<HotlinkData>()).Payload.Length);
        Assert.Equal(HotlinkMode.Greeting, writer.Mode);
        writer.Abort();
    }

    [Fact]
    public async Task Complete_PlainPeer_ClosesAfterTheLastFrame()
    {
        var (writer, peer) = await OpenToPeerAsync();
        await writer.WriteAsync(new byte[100], Cancellation);

        await writer.CompleteAsync(Cancellation).SoonAsync();

        await peer.NextAsync<HotlinkData>();
        Assert.Equal("closed", (await peer.NextAsync<HotlinkClose>()).Reason);
    }

    [Fact]
    public async Task Send_MessagesToAPlainPeer_AreItsDataFrames()
    {
        var path = $"{Alice}/app_data/app/rpc/in/a.request";
        var (writer, peer) = await OpenToPeerAsync(path: path, framing: HotlinkFraming.Messages);
        await writer.SendAsync(new("", new byte[] { 1 }), Cancellation);
        await writer.SendAsync(new(path.Replace("a.request", "b.request", StringComparison.Ordinal), new byte[] { 2 }, "tag"), Cancellation);

        var first = await peer.NextAsync<HotlinkData>();
        var second = await peer.NextAsync<HotlinkData>();

        Assert.Equal((1UL, path, ""), (first.Seq, first.Path, first.ETag));
        Assert.Equal((2UL, $"{Alice}/app_data/app/rpc/in/b.request", "tag"), (second.Seq, second.Path, second.ETag));
        Assert.Equal(new byte[] { 2 }, second.Payload.ToArray());
    }

    [Fact]
    public async Task Write_PlainPeerLeaves_FailsWithTheReason()
    {
        var (writer, peer) = await OpenToPeerAsync();
        await Events.UntilAsync(Alice, HotlinkEventKind.StreamReady);

        await peer.CloseAsync();

        var failure = await Assert.ThrowsAsync<HotlinkException>(() => writer.Completion.SoonAsync());
        Assert.Equal(HotlinkReason.ReceiverDisconnected, failure.Reason);
        await Assert.ThrowsAsync<HotlinkException>(async () => await writer.WriteAsync(new byte[1], Cancellation));
    }

    [Fact]
    public async Task Open_NotReliable_GreetsNobody()
    {
        var (writer, peer) = await OpenToPeerAsync(reliable: false);
        await writer.WriteAsync(new byte[300_000], Cancellation);
        await ReceiveAsync(peer, 300_000).SoonAsync();

        Assert.Equal(0, peer.Count<HotlinkSignal>());
        Assert.Equal(HotlinkMode.Plain, writer.Mode);
    }

    [Fact] // Pitfall 181.
    public async Task OnSignal_QuicOffer_IsDeclinedAtOnce()
    {
        var (writer, peer) = await OpenToPeerAsync();

        await peer.SendAsync(new HotlinkSignal(writer.SessionId, "quic_offer", ["127.0.0.1:1"]));

        Assert.NotEmpty((await peer.NextAsync<HotlinkSignal>(signal => signal.Kind == "quic_answer")).Error);
    }

    private async Task<(HotlinkWriter Writer, FakePeer Peer)> OpenToPeerAsync(
        Func<HotlinkClientOptions, HotlinkClientOptions>? change = null,
        string? path = null,
        HotlinkFraming framing = HotlinkFraming.Bytes,
        bool reliable = true)
    {
        var relay = await StartRelayAsync();
        var client = await ConnectAsync(
            relay.Address, Alice, options => change?.Invoke(options) ?? options with { GreetingTimeout = TimeSpan.FromMilliseconds(100) });
        var peer = await relay.ConnectAsync(Bob);
        var opening = client.OpenAsync(new HotlinkOpenOptions { Path = path ?? AlicePath, To = Bob, Framing = framing, Reliable = reliable }, Cancellation);
        var open = await peer.NextAsync<HotlinkOpen>();
        await peer.SendAsync(new HotlinkAccept(open.SessionId));
        return (Own(await opening.SoonAsync()), peer);
    }

    private static async Task<List<HotlinkData>> ReceiveAsync(FakePeer peer, long bytes)
    {
        var frames = new List<HotlinkData>();
        while (frames.Sum(frame => frame.Payload.Length) < bytes)
        {
            frames.Add(await peer.NextAsync<HotlinkData>());
        }

        return frames;
    }
}
