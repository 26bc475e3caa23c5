using Hotlink.Client.Streams;
using Hotlink.Client.Tests.Kit;
using Hotlink.Protocol.Messages;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Streams;
using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Hostile;

/// <summary>A relay that speaks at the worst moment, says things twice, or says what can't be.</summary>
public sealed class HostileRelayTests : ClientTest
{
    private readonly RelayDouble _relay;

    public HostileRelayTests() => _relay = Own(new RelayDouble());

    [Fact] // Pitfalls 98 and 179.
    public async Task Open_InOneWriteWithTheGreetingOfANewConnection_IsTaken()
    {
        var (bob, first) = await ConnectToDoubleAsync(Bob);
        var accepting = bob.AcceptAsync(AlicePath, Alice, Cancellation);
        var key = StreamKeys.New();
        var session = SessionIds.New(SessionKind.New, HotlinkFraming.Bytes, key);
        first.Dispose();
        var second = await _relay.NextAsync();
        await second.UpgradeAsync();

        await second.SendAsync(
            RelayDoubleConnection.Greeting, new HotlinkOpen(session, AlicePath, Alice, Bob),
            new HotlinkSignal(session, "hl.hello", [], $"1 {key} 1 0 b 4194304"), new HotlinkData(session, 1, "", "", StreamPattern.At(1, 10)));

        await using var reader = await accepting.SoonAsync(Events.Describe);
        Assert.Equal(session, (await second.NextAsync<HotlinkAccept>()).SessionId);
        Assert.Equal("hl.welcome", (await second.NextAsync<HotlinkSignal>()).Kind);
        Assert.Equal(10, await reader.ReadAsync(new byte[10], Cancellation).AsTask().SoonAsync(Events.Describe));
        Assert.Empty(Events.Of(Bob, HotlinkEventKind.StreamSuspended));
    }

    [Fact]
    public async Task Message_BeforeTheGreeting_IsRefused()
    {
        var connecting = ConnectAsync(_relay, Bob);
        var connection = await _relay.NextAsync();
        await connection.UpgradeAsync();

        await connection.SendAsync(new HotlinkOpen("session-1", AlicePath, Alice, Bob), RelayDoubleConnection.Greeting);

        var bob = await connecting.SoonAsync();
        Assert.NotEmpty(Events.Of(Bob, HotlinkEventKind.Refused));
        await connection.SendAsync(new HotlinkOpen("session-2", AlicePath, Alice, Bob));
        await using var reader = await bob.AcceptAsync(AlicePath, Alice, Cancellation).SoonAsync();
        Assert.Equal("session-2", reader.SessionId);
    }

    [Fact] // Pitfall 119: an open that is told twice is one session, taken or not.
    public async Task Open_ToldTwice_IsOneSession()
    {
        var (bob, relay) = await ConnectToDoubleAsync(Bob);
        var open = new HotlinkOpen("session-1", AlicePath, Alice, Bob);
        await relay.SendAsync(open, open);

        await using var reader = await bob.AcceptAsync(AlicePath, Alice, Cancellation).SoonAsync();
        await relay.NextAsync<HotlinkAccept>();
        await relay.SendAsync(open, new HotlinkData("session-1", 1, "", "", StreamPattern.At(1, 10)));

        Assert.Equal(10, await reader.ReadAsync(new byte[10], Cancellation).AsTask().SoonAsync());
        Assert.False(bob.AcceptAsync(AlicePath, Alice, Cancellation).IsCompleted);
    }

    [Theory] // Pitfalls 36 and 170.
    [InlineData("short", AliceFile)]
    [InlineData("with a space", AliceFile)]
    [InlineData("ünïcödé-session", AliceFile)]
    [InlineData("session-1", $"{Alice}/../{Bob}/x")]
    [InlineData("session-1", "/etc/passwd")]
    public async Task Open_BadIdOrPath_IsRefusedAndTheConnectionStays(string session, string path)
    {
        var (bob, relay) = await ConnectToDoubleAsync(Bob);
        var accepting = bob.AcceptAsync(new HotlinkFilter(), Cancellation);

        await relay.SendAsync(new HotlinkOpen(session, path, Alice, Bob), new HotlinkOpen("session-2", AliceFile, Alice, Bob));

        await using var reader = await accepting.SoonAsync();
        Assert.Equal("session-2", reader.SessionId);
        Assert.Single(Events.Of(Bob, HotlinkEventKind.Refused));
    }

    [Fact]
    public async Task Open_SenderIsNotNamed_IsNobodysThatIsWaitedFor()
    {
        var (bob, relay) = await ConnectToDoubleAsync(Bob);
        var accepting = bob.AcceptAsync(AlicePath, Alice, Cancellation);

        await relay.SendAsync(new HotlinkOpen("session-1", AlicePath, "", Bob));
        await using var any = await bob.AcceptAsync(AlicePath, null, Cancellation).SoonAsync();

        Assert.Equal(("session-1", ""), (any.SessionId, any.Peer));
        Assert.False(accepting.IsCompleted);
    }

    [Fact]
    public async Task Open_InTheNameOfOneself_IsNobodys()
    {
        var (bob, relay) = await ConnectToDoubleAsync(Bob);
        var accepting = bob.AcceptAsync(new HotlinkFilter(), Cancellation);

        await relay.SendAsync(
            new HotlinkOpen("session-1", BobPath, Bob, Bob), new HotlinkOpen("session-2", BobPath, "BOB@two.example", ""),
            new HotlinkOpen("session-3", AlicePath, Alice, Bob));

        await using var reader = await accepting.SoonAsync();
        Assert.Equal("session-3", reader.SessionId);
    }

    [Theory] // Pitfall 26: what the relay lets through is looked at once more.
    [InlineData($"{Alice}/{Directory}/../2_to_3/stream.tcp.request")]
    [InlineData($"{Carol}/{Directory}/stream.tcp.request")]
    [InlineData("/etc/passwd")]
    [InlineData("stream.tcp.request")]
    public async Task Data_OnThePathOfAnotherChannel_EndsItsSessionAndTouchesNoOther(string path)
    {
        var (bob, relay) = await ConnectToDoubleAsync(Bob);
        await relay.SendAsync(
            new HotlinkOpen("session-1", AlicePath, Alice, Bob), new HotlinkOpen("session-2", $"{Carol}/{Directory}/stream.tcp.request", Carol, Bob));
        await using var first = await bob.AcceptAsync(AlicePath, Alice, Cancellation).SoonAsync();
        await using var second = await bob.AcceptAsync(new HotlinkFilter { Peer = Carol }, Cancellation).SoonAsync();

        await relay.SendAsync(new HotlinkData("session-1", 1, path, "", new byte[100]), new HotlinkData("session-2", 1, "", "", StreamPattern.At(7, 10)));

        Assert.Equal(HotlinkReason.ProtocolViolation, (await Assert.ThrowsAsync<HotlinkException>(() => first.Completion.SoonAsync())).Reason);
        Assert.Equal(0, first.GetStatistics().Bytes);
        var bytes = new byte[100];
        Assert.Equal(10, await second.ReadAsync(bytes, Cancellation).AsTask().SoonAsync());
        Assert.True(StreamPattern.IsAt(bytes.AsSpan(0, 10), 7));
        Assert.False(second.Completion.IsCompleted);
    }

    [Fact]
    public async Task FileWrite_ClaimsAHundredMegabytes_IsMarkedAndCostsNone()
    {
        var (bob, relay) = await ConnectToDoubleAsync(Bob);

        await relay.SendAsync(new FileWrite(AliceFile, "0123456789abcdef0123456789abcdef", 100_000_000, new byte[] { 1 }));

        var file = Assert.IsType<HotlinkFileNotice>(await bob.Notices.ReadAsync(Cancellation).AsTask().SoonAsync());
        Assert.Equal((false, 1, 100_000_000L), (file.IsWhole, file.Content.Length, file.Length));
    }

    [Fact] // Pitfall 145.
    public async Task FileWrite_TagOfOtherContent_IsMarked()
    {
        var (bob, relay) = await ConnectToDoubleAsync(Bob);

        await relay.SendAsync(new FileWrite(AliceFile, "0123456789abcdef0123456789abcdef", 3, new byte[] { 1, 2, 3 }));

        Assert.False(Assert.IsType<HotlinkFileNotice>(await bob.Notices.ReadAsync(Cancellation).AsTask().SoonAsync()).IsWhole);
    }

    [Fact]
    public async Task Bytes_NotOfAWebSocket_EndTheConnectionThatIsMadeAgain()
    {
        var (_, first) = await ConnectToDoubleAsync(Bob);

        await first.SendBytesAsync([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);

        await _relay.GreetNextAsync();
        await Events.UntilAsync(Bob, HotlinkEventKind.LinkUp, count: 2);
    }

    [Fact] // Pitfall 114: a relay that was restarted knows nothing of the session, and says so.
    public async Task Session_UnknownToTheRelay_IsOpenedAgain()
    {
        var (alice, relay) = await ConnectToDoubleAsync(Alice);
        var opening = alice.OpenAsync(AlicePath, Bob, Cancellation);
        var session = (await relay.NextAsync<HotlinkOpen>()).SessionId;
        await relay.SendAsync(new HotlinkAccept(session));
        await using var writer = await opening.SoonAsync();
        await writer.WriteAsync(new byte[10], Cancellation);
        await relay.NextAsync<HotlinkData>();

        await relay.SendAsync(new HotlinkReject(session, "unknown session"));

        Assert.StartsWith("hl1rb.", (await relay.NextAsync<HotlinkOpen>()).SessionId, StringComparison.Ordinal);
        writer.Abort();
    }

    [Fact] // Pitfalls 93 to 95: while a connection is made nobody waits for it, and nothing is swallowed.
    public async Task Calls_WhileTheConnectionIsMadeAgain_FailAtOnceOrAreKept()
    {
        var (alice, relay) = await ConnectToDoubleAsync(Alice);
        var opening = alice.OpenAsync(AlicePath, Bob, Cancellation);
        await relay.SendAsync(new HotlinkAccept((await relay.NextAsync<HotlinkOpen>()).SessionId));
        var writer = await opening.SoonAsync();
        relay.Dispose();
        await _relay.NextAsync(); // Its request is never answered.

        await writer.WriteAsync(new byte[100_000], Cancellation).AsTask().SoonAsync();
        var file = await Assert.ThrowsAsync<HotlinkException>(() => alice.WriteFileAsync(AliceFile, new byte[1], Cancellation).SoonAsync());
        var signal = await Assert.ThrowsAsync<HotlinkException>(() => writer.SignalAsync(new("kind"), Cancellation).AsTask().SoonAsync());

        Assert.Equal((HotlinkReason.LinkLost, HotlinkReason.LinkLost), (file.Reason, signal.Reason));
        Assert.Equal((HotlinkLinkState.Connecting, 100_000), (alice.State, writer.GetStatistics().WaitingBytes));
        writer.Abort();
    }

    private const string AliceFile = $"{Alice}/app_data/app/rpc/in/a.request";

    private async Task<(HotlinkClient Client, RelayDoubleConnection Relay)> ConnectToDoubleAsync(string user)
    {
        var connecting = ConnectAsync(_relay, user);
        var connection = await _relay.GreetNextAsync();
        return (await connecting.SoonAsync(), connection);
    }
}
