using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Streams;

namespace Hotlink.System.Tests.Sessions;

public sealed class DataTests : RelayTest
{
    [Fact]
    public async Task Data_UnknownSession_Refused()
    {
        var relay = await StartAsync();
        var alice = await relay.ConnectAsync(Alice);

        await alice.SendDataAsync("no-such-session", 1, Paths.Tcp(Alice), "x"u8.ToArray());

        var rejection = await alice.NextAsync<HotlinkReject>();
        Assert.Equal(("no-such-session", Reasons.UnknownSession), (rejection.SessionId, rejection.Reason));
    }

    // Pitfalls 25, 27: a session has one sender, and that is one connection.
    [Theory]
    [InlineData(Mallory)]
    [InlineData(Bob)]
    [InlineData(Alice)]
    public async Task Data_FromAnyOtherConnection_NotSenderAndGoesNowhere(string user)
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);
        var other = user == Bob ? bob : await relay.ConnectAsync(user);

        await other.SendDataAsync(sessionId, 1, Paths.Tcp(Alice), "forged"u8.ToArray());

        Assert.Equal(Reasons.NotSender, (await other.NextAsync<HotlinkReject>()).Reason);
        await alice.SendDataAsync(sessionId, 1, Paths.Tcp(Alice), "real"u8.ToArray());
        Assert.Equal("real"u8.ToArray(), (await bob.NextAsync<HotlinkData>()).Payload.ToArray());
        Assert.Equal(0, bob.Count<HotlinkData>() + alice.Count<HotlinkData>());
    }

    // Pitfall 26: a frame can't address what the session wasn't opened on.
    [Theory]
    [InlineData("alice@one.example/app_data/flow/_mpc/0_to_2/stream.tcp.request")]
    [InlineData("alice@one.example/app_data/flow/_mpc/0_to_1/../0_to_2/stream.tcp.request")]
    [InlineData("alice@one.example/app_data/flow/_mpc/0_to_1/sub/stream.tcp.request")]
    [InlineData("alice@one.example/app_data/flow/_mpc/0_to_1/")]
    [InlineData("alice@one.example/app_data/flow/_mpc/0_to_1")]
    [InlineData("alice@one.example/app_data/flow/_mpc/0_to_1/..")]
    [InlineData("bob@two.example/app_data/flow/_mpc/0_to_1/stream.tcp.request")]
    [InlineData("/etc/passwd")]
    [InlineData("alice@one.example/app_data/flow/_mpc/0_to_1/a\\b")]
    public async Task Data_PathOutsideTheSessionsDirectory_RefusedAndNextGoesThrough(string path)
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);

        await alice.SendDataAsync(sessionId, 1, path, "stray"u8.ToArray());
        await alice.SendDataAsync(sessionId, 2, Paths.Tcp(Alice), "good"u8.ToArray());

        var rejection = await alice.NextAsync<HotlinkReject>();
        Assert.Equal((sessionId, Reasons.PathMismatch), (rejection.SessionId, rejection.Reason));
        Assert.Equal("good"u8.ToArray(), (await bob.NextAsync<HotlinkData>()).Payload.ToArray());
        Assert.Equal(0, bob.Count<HotlinkData>());
    }

    // Clients vary the file name within the directory.
    [Fact]
    public async Task Data_OtherFileInTheSessionsDirectory_Delivered()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.LinkAsync(Paths.FanOut(Alice), bob);
        var path = Paths.FanOut(Alice).Replace("feed.request", "12.response", StringComparison.Ordinal);

        await alice.SendDataAsync(sessionId, 1, path, "x"u8.ToArray());

        Assert.Equal(path, (await bob.NextAsync<HotlinkData>()).Path);
    }

    // Checklist, section M. Pitfalls 100, 102: what is equal is not the same.
    [Fact]
    public async Task Data_IdenticalConsecutiveChunks_AllDelivered()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);

        await alice.SendTogetherAsync(
            Enumerable.Range(1, 50).Select(seq => new HotlinkData(sessionId, (ulong)seq, Paths.Tcp(Alice), "same-etag", new byte[512])));

        for (var seq = 1UL; seq <= 50; seq++)
        {
            Assert.Equal(seq, (await bob.NextAsync<HotlinkData>()).Seq);
        }
    }

    // Pitfall 4: Open, Data, Signal, Close in one write come out in that order, to a reader that accepts in between.
    [Fact]
    public async Task Data_RightBehindItsOpen_DeliveredAfterTheAccept()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = SessionSteps.NewId();

        await alice.SendTogetherAsync(
            [
                new HotlinkOpen(sessionId, Paths.Tcp(Alice)),
                new HotlinkData(sessionId, 1, Paths.Tcp(Alice), "", "a"u8.ToArray()),
                new HotlinkData(sessionId, 2, Paths.Tcp(Alice), "", "b"u8.ToArray()),
            ]);
        await bob.AcceptAsync(sessionId);
        await alice.NextAsync<HotlinkAccept>();
        await alice.SendTogetherAsync(
            [new HotlinkData(sessionId, 3, Paths.Tcp(Alice), "", "c"u8.ToArray()), new HotlinkClose(sessionId, "done")]);

        await bob.NextAsync<HotlinkClose>(close => close.Reason == "done");
        for (var seq = 1UL; seq <= 3; seq++)
        {
            Assert.Equal(seq, (await bob.NextAsync<HotlinkData>()).Seq);
        }
    }

    // The bytes go on as they came, the message's id included.
    [Fact]
    public async Task Data_BetweenPeersOfOneEncoding_ForwardedByteByByte()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);
        var message = new WireMessage("id-of-the-sender", new HotlinkData(sessionId, 7, Paths.Tcp(Alice), "etag", StreamPattern.At(7, 3000)));

        await alice.SendAsync(message.Body, message.Id);

        Assert.Equal(MessageWriter.ToArray(WireEncoding.MsgPack, message), (await bob.NextReceivedAsync<HotlinkData>()).Bytes.ToArray());
    }
}
