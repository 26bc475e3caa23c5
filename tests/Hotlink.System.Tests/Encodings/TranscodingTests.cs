using System.Text;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Streams;

namespace Hotlink.System.Tests.Encodings;

public sealed class TranscodingTests : RelayTest
{
    // Checklist, section M. Pitfalls 85, 86: what only grows past 8 MiB on its way to a JSON peer ends the session, not the connection.
    [Fact]
    public async Task Data_GrowsPast8MiBForAJsonPeer_MessageTooLargeAndConnectionsLive()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob, WireEncoding.Json));
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);
        await alice.SendDataAsync(sessionId, 1, "", "small"u8.ToArray());

        await alice.SendDataAsync(sessionId, 2, "", new byte[7_900_000]);

        Assert.Equal("small"u8.ToArray(), (await bob.NextAsync<HotlinkData>()).Payload.ToArray());
        Assert.Equal((sessionId, Reasons.MessageTooLarge), await CloseAsync(bob));
        Assert.Equal((sessionId, Reasons.MessageTooLarge), await CloseAsync(alice));
        var next = await alice.LinkAsync(Paths.Tcp(Alice), bob);
        await alice.SendDataAsync(next, 1, "", "on"u8.ToArray());
        await bob.NextAsync<HotlinkData>(data => data.SessionId == next);
    }

    [Fact]
    public async Task Data_GrowsPast8MiBForOneOfTwo_OtherGetsIt()
    {
        var relay = await StartAsync();
        var alice = await relay.ConnectAsync(Alice);
        var (bob, carol) = (await relay.ConnectAsync(Bob, WireEncoding.Json), await relay.ConnectAsync(Carol));
        var sessionId = await alice.LinkAsync(Paths.FanOut(Alice), bob, carol);

        await alice.SendDataAsync(sessionId, 1, "", new byte[7_900_000]);

        Assert.Equal(7_900_000, (await carol.NextAsync<HotlinkData>()).Payload.Length);
        Assert.Equal((sessionId, Reasons.MessageTooLarge), await CloseAsync(bob));
        Assert.Equal(Reasons.MessageTooLarge, (await alice.NextAsync<HotlinkSignal>()).Error);
    }

    // Pitfall 84, wire protocol 7.4: all keys present, nil where there is nothing, smallest integers, as the Rust client sends them.
    // What comes out is what both of today's clients read: no nil.
    [Fact]
    public async Task Open_AsRustWritesIt_ForwardedInTheSafeProfile()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = Guid.NewGuid().ToString();
        var path = Paths.Tcp(Alice);
        byte[] body = [0x84, .. Str("sid"), .. Str(sessionId), .. Str("pth"), .. Str(path), .. Str("frm"), 0xc0, .. Str("to"), 0xc0];
        byte[] frame = [.. Envelope(), 0x83, .. Str("id"), .. Str("m-1"), .. Str("typ"), 9, .. Str("dat"), 0xc4, (byte)body.Length, .. body];

        await alice.SendFrameAsync(new(ClientFrame.Binary, frame));

        var open = await bob.NextReceivedAsync<HotlinkOpen>(found => found.SessionId == sessionId);
        Assert.Equal(MessageWriter.ToArray(WireEncoding.MsgPack, new("m-1", new HotlinkOpen(sessionId, path, Alice))), open.Bytes.ToArray());
    }

    // The same for data: an etag of nil would be an error for a Rust reader, so it is not passed on as it came.
    [Fact]
    public async Task Data_WithNilEtag_ForwardedWithoutIt()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);
        byte[] body =
        [
            0x85, .. Str("sid"), .. Str(sessionId), .. Str("seq"), 1, .. Str("pth"), .. Str(Paths.Tcp(Alice)), .. Str("etg"), 0xc0,
            .. Str("pay"), 0xc4, 1, 7,
        ];
        byte[] frame = [.. Envelope(), 0x83, .. Str("id"), .. Str("m-1"), .. Str("typ"), 12, .. Str("dat"), 0xc4, (byte)body.Length, .. body];

        await alice.SendFrameAsync(new(ClientFrame.Binary, frame));

        var data = await bob.NextReceivedAsync<HotlinkData>();
        Assert.False(data.Bytes.Span.Contains((byte)0xc0));
        Assert.Equal(new byte[] { 7 }, ((HotlinkData)data.Message.Body).Payload.ToArray());
    }

    // Any connection may send any encoding at any time (wire protocol, 2.3): here text and enveloped JSON on a MessagePack connection.
    [Fact]
    public async Task Data_InJsonOnAMsgPackConnection_DeliveredToBothKindsOfPeers()
    {
        var relay = await StartAsync();
        var alice = await relay.ConnectAsync(Alice);
        var (bob, carol) = (await relay.ConnectAsync(Bob), await relay.ConnectAsync(Carol, WireEncoding.Json));
        var sessionId = await alice.LinkAsync(Paths.FanOut(Alice), bob, carol);
        var json = $$$"""{"id":"j","typ":12,"dat":{"sid":"{{{sessionId}}}","seq":1,"pth":"","pay":"AQID"}}""";

        await alice.SendFrameAsync(new(ClientFrame.Text, Encoding.UTF8.GetBytes(json)));
        await alice.SendFrameAsync(new(ClientFrame.Binary, (byte[])[0x53, 0x42, 1, 0, .. Encoding.UTF8.GetBytes(json.Replace(":1,", ":2,", StringComparison.Ordinal))]));

        for (var seq = 1UL; seq <= 2; seq++)
        {
            foreach (var reader in new[] { bob, carol })
            {
                var data = await reader.NextReceivedAsync<HotlinkData>();
                Assert.Equal((seq, reader == carol), (((HotlinkData)data.Message.Body).Seq, data.IsText));
                Assert.Equal(new byte[] { 1, 2, 3 }, ((HotlinkData)data.Message.Body).Payload.ToArray());
            }
        }
    }

    // Pitfalls 87, 88: out of range is no other number, and what follows a document is not passed on.
    [Fact]
    public async Task Frame_WithATypeOutOfRange_Refused()
    {
        var relay = await StartAsync();
        var alice = await relay.ConnectAsync(Alice);

        await alice.SendFrameAsync(new(ClientFrame.Text, """{"id":"1","typ":65546,"dat":{"sid":"12345678"}}"""u8.ToArray()));

        Assert.Equal(400, (await alice.NextAsync<ErrorMessage>()).Code);
        Assert.Equal(0, alice.Count<HotlinkReject>());
    }

    private static byte[] Envelope() => [0x53, 0x42, 1, 1];

    private static byte[] Str(string text) =>
        text.Length < 32 ? [(byte)(0xa0 | text.Length), .. Encoding.ASCII.GetBytes(text)] : [0xd9, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];

    private static async Task<(string SessionId, string Reason)> CloseAsync(FakePeer peer)
    {
        var close = await peer.NextAsync<HotlinkClose>();
        return (close.SessionId, close.Reason);
    }
}
