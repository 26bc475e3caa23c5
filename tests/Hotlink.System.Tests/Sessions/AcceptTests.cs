using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Streams;
using Hotlink.Testing.Waiting;

namespace Hotlink.System.Tests.Sessions;

public sealed class AcceptTests : RelayTest
{
    [Fact]
    public async Task Accept_UnknownSession_Refused()
    {
        var relay = await StartAsync();
        var bob = await relay.ConnectAsync(Bob);

        await bob.SendAsync(new HotlinkAccept("no-such-session"));

        var rejection = await bob.NextAsync<HotlinkReject>();
        Assert.Equal(("no-such-session", Reasons.UnknownSession), (rejection.SessionId, rejection.Reason));
    }

    // The accept goes on as it came.
    [Fact]
    public async Task Accept_OfAReader_ForwardedWithItsMessageId()
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.OpenAsync(Paths.Tcp(Alice));
        await bob.NextAsync<HotlinkOpen>();

        await bob.SendAsync(new HotlinkAccept(sessionId), id: "a1b2c3");

        Assert.Equal("a1b2c3", (await alice.NextReceivedAsync<HotlinkAccept>()).Message.Id);
    }

    // Pitfall 31: one connection for a TCP stream, whoever it belongs to.
    [Theory]
    [InlineData(Carol)]
    [InlineData(Bob)]
    public async Task Accept_SecondOfTcpStream_AlreadyAccepted(string second)
    {
        var relay = await StartAsync();
        var (alice, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var late = await relay.ConnectAsync(second);
        var sessionId = await alice.LinkAsync(Paths.Tcp(Alice), bob);

        await late.AcceptAsync(sessionId);

        Assert.Equal(Reasons.AlreadyAccepted, (await late.NextAsync<HotlinkReject>()).Reason);
        await alice.SendDataAsync(sessionId, 1, Paths.Tcp(Alice), "one"u8.ToArray());
        await bob.NextAsync<HotlinkData>();
        Assert.Equal(0, late.Count<HotlinkData>());
    }

    // Pitfalls 17, 31: however many accept at once, one gets the stream and the others are told.
    [Fact]
    public async Task Accept_ManyAtOnceOfTcpStream_ExactlyOneGetsIt()
    {
        var relay = await StartAsync();
        var alice = await relay.ConnectAsync(Alice);
        var readers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => relay.ConnectAsync($"reader{i % 5}@two.example")));
        var sessionId = await alice.OpenAsync(Paths.Tcp(Alice));

        await Task.WhenAll(readers.Select(reader => reader.AcceptAsync(sessionId)));

        await alice.NextAsync<HotlinkAccept>();
        await EventWait.UntilAsync(() => readers.Sum(reader => reader.Count<HotlinkReject>()) == readers.Length - 1); // Else one would come after the end.
        await alice.SendDataAsync(sessionId, 1, Paths.Tcp(Alice), "one"u8.ToArray());
        await alice.SendAsync(new HotlinkClose(sessionId, "done"));
        var outcomes = await Task.WhenAll(readers.Select(async reader =>
        {
            await reader.NextAsync<HotlinkClose>(phase: reader.User);
            return (Data: reader.Count<HotlinkData>(), Rejections: reader.Count<HotlinkReject>(reject => reject.Reason == Reasons.AlreadyAccepted));
        }));
        Assert.Equal(1, outcomes.Count(outcome => outcome is (1, 0)));
        Assert.Equal(9, outcomes.Count(outcome => outcome is (0, 1)));
        Assert.Equal(0, alice.Count<HotlinkAccept>());
    }

    [Fact]
    public async Task Accept_NotTheOneItIsFor_PermissionDenied()
    {
        var relay = await StartAsync();
        var (alice, bob, mallory) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob), await relay.ConnectAsync(Mallory));
        var sessionId = await alice.OpenAsync(Paths.Tcp(Alice), Bob);
        await bob.NextAsync<HotlinkOpen>();

        await mallory.SendAsync(new HotlinkAccept(sessionId));

        Assert.Equal(Reasons.PermissionDenied, (await mallory.NextAsync<HotlinkReject>()).Reason);
        Assert.Equal(0, alice.Count<HotlinkAccept>());
    }

    [Fact]
    public async Task Accept_WithoutRightToRead_PermissionDenied()
    {
        var relay = await StartAsync();
        await relay.PublishRulesAsync(Alice, RuleFiles.For([Bob]));
        var (alice, bob, mallory) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob), await relay.ConnectAsync(Mallory));
        var sessionId = await alice.LinkAsync(Paths.FanOut(Alice), bob);

        await mallory.SendAsync(new HotlinkAccept(sessionId));

        Assert.Equal(Reasons.PermissionDenied, (await mallory.NextAsync<HotlinkReject>()).Reason);
        await alice.SendDataAsync(sessionId, 1, "", "secret"u8.ToArray());
        await bob.NextAsync<HotlinkData>();
        Assert.Equal(0, mallory.Count<HotlinkData>());
    }

    // Pitfall 36: the sender, or another connection of its user, accepts itself. Answered, never silent.
    [Fact]
    public async Task Accept_BySenderOrItsOtherConnection_PermissionDenied()
    {
        var relay = await StartAsync();
        var (alice, second, bob) = (await relay.ConnectAsync(Alice), await relay.ConnectAsync(Alice), await relay.ConnectAsync(Bob));
        var sessionId = await alice.OpenAsync(Paths.Tcp(Alice));
        await bob.NextAsync<HotlinkOpen>();

        foreach (var own in new[] { alice, second })
        {
            await own.SendAsync(new HotlinkAccept(sessionId));
            Assert.Equal(Reasons.PermissionDenied, (await own.NextAsync<HotlinkReject>()).Reason);
        }
    }

    // A path that only ends like one is no TCP stream (pitfall 37): it goes to all who accept.
    [Fact]
    public async Task Accept_SecondOfFanOut_BothGetEverythingInOrder()
    {
        var relay = await StartAsync();
        var alice = await relay.ConnectAsync(Alice);
        var readers = new[] { await relay.ConnectAsync(Bob), await relay.ConnectAsync(Bob, WireEncoding.Json), await relay.ConnectAsync(Carol) };
        var recorders = readers.Select(reader => new StreamRecorder(reader, 500)).ToList();
        var path = $"{Alice}/app_data/flow/xstream.tcp.request";

        var sessionId = await alice.LinkAsync(path, readers);
        await alice.SendTogetherAsync(
            Enumerable.Range(1, 500).Select(seq => new HotlinkData(sessionId, (ulong)seq, path, "", StreamPattern.At((ulong)seq, 100))));

        foreach (var recorder in recorders)
        {
            await recorder.CompleteAsync();
        }
    }
}
