using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Streams;
using Hotlink.Testing.Waiting;

namespace Hotlink.System.Tests.Transport;

/// <summary>What every client may send, in whatever pieces it comes.</summary>
public sealed class FramingTests : RelayTest
{
    [Fact]
    public async Task Message_OneByteAtATime_Delivered()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);

        foreach (var one in alice.FrameOf(new("1", new HotlinkData(sessionId, 1, "", "", "slow"u8.ToArray()))))
        {
            await alice.Socket.WriteAsync(new[] { one });
        }

        Assert.Equal("slow"u8.ToArray(), (await bob.NextAsync<HotlinkData>()).Payload.ToArray());
    }

    // The socket changes hands after the handshake: what came along with the request must not get lost on the way.
    [Theory]
    [InlineData(0)]
    [InlineData(30_000)]
    [InlineData(200_000)]
    public async Task Message_SentAlongWithTheHandshake_IsAnswered(int length)
    {
        var relay = await StartAsync();
        var frame = new ClientFrame(ClientFrame.Ping, "1"u8.ToArray()).ToArray();
        var message = MessageWriter.ToArray(WireEncoding.MsgPack, new("1", new HotlinkData("1", 1, "", "", new byte[length])));
        var alice = await relay.ConnectAsync(new PeerOptions
        {
            User = Alice,
            SentAlong = (byte[])[.. new ClientFrame(ClientFrame.Binary, message).ToArray(), .. frame],
        });

        Assert.Equal(Reasons.UnknownSession, (await alice.NextAsync<HotlinkReject>()).Reason);
        await EventWait.UntilAsync(() => alice.PongCount == 1);
    }

    // Control frames may come between the fragments of a message, and are answered there and then.
    [Fact]
    public async Task Message_InFragmentsWithPingsBetween_DeliveredAndPingsAnswered()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);
        var payload = StreamPattern.At(1, 100_000);
        ReadOnlyMemory<byte> message = MessageWriter.ToArray(WireEncoding.MsgPack, new("1", new HotlinkData(sessionId, 1, "", "", payload)));

        await alice.SendFrameAsync(new(ClientFrame.Binary, message[..10]) { IsFinal = false });
        await alice.SendFrameAsync(new(ClientFrame.Ping, "1"u8.ToArray()));
        await EventWait.UntilAsync(() => alice.PongCount == 1);
        await alice.SendFrameAsync(new(ClientFrame.Continuation, message[10..70_000]) { IsFinal = false });
        await alice.SendFrameAsync(new(ClientFrame.Continuation, default) { IsFinal = false });
        await alice.SendFrameAsync(new(ClientFrame.Ping, new byte[125]));
        await alice.SendFrameAsync(new(ClientFrame.Continuation, message[70_000..]));

        Assert.Equal(payload, (await bob.NextAsync<HotlinkData>()).Payload.ToArray());
        await EventWait.UntilAsync(() => alice.PongCount == 2);
    }

    // Control frames never wait behind bulk data.
    [Fact]
    public async Task Ping_WhileDataIsUnderWay_Answered()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var flood = new Flood(alice, await alice.LinkAsync(Paths.Tcp(Alice), bob), 32 * 1024);
        bob.Intercept = received => received.Message.Body is HotlinkData;

        await bob.SendFrameAsync(new(ClientFrame.Ping, default));
        await EventWait.UntilAsync(() => bob.PongCount == 1);

        await flood.StopAsync();
    }

    [Fact]
    public async Task Close_OfThePeer_AnsweredWithItsCodeAndSocketEnded()
    {
        var relay = await StartAsync();
        var alice = await relay.ConnectAsync(Alice);

        await alice.CloseAsync(1001);

        Assert.Equal(1001, (await alice.ClosedAsync()).Code);
        await EventWait.UntilAsync(() => relay.ConnectionCount == 0);
    }

    // Pitfalls 6, 12: many come and go at once, in the middle of everything, and nobody else notices.
    [Fact]
    public async Task Peers_CutWhileMessagesAreOnTheirWay_OthersGoOn()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var path = Paths.FanOut(Alice);
        var sessionId = await alice.LinkAsync(path, bob);
        var recorder = new StreamRecorder(bob, 4000);
        var seq = 0UL;
        for (var round = 0; round < 20; round++)
        {
            var passersBy = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => relay.ConnectAsync($"passer{i}@by.example")));
            foreach (var passerBy in passersBy)
            {
                await passerBy.SendAsync(new HotlinkAccept(sessionId));
            }

            await alice.SendTogetherAsync(
                Enumerable.Range(0, 200).Select(_ => new HotlinkData(sessionId, ++seq, path, "", StreamPattern.At(seq, 2000))).ToList());
            foreach (var passerBy in passersBy)
            {
                passerBy.Socket.Reset();
            }
        }

        await recorder.CompleteAsync();
        await EventWait.UntilAsync(() => relay.ConnectionCount == 2, () => relay.Holdings);
    }
}
