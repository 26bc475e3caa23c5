using Hotlink.Client.Streams;
using Hotlink.Client.Tests.Kit;
using Hotlink.Protocol.Messages;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Hostile;

/// <summary>A receiver that lies: its sender keeps to its bounds, and says what it refuses.</summary>
public sealed class HostileReceiverTests : ClientTest
{
    private static readonly string Key = StreamKeys.New();

    [Theory]
    [InlineData("1 KEY 1 0 99999999999 4194304", HotlinkReason.ProtocolViolation)]
    [InlineData("1 KEY 1 77 262144 4194304", HotlinkReason.ProtocolViolation)]
    public async Task Welcome_ThatCanNotBe_EndsTheStream(string token, HotlinkReason reason)
    {
        var (writer, peer) = await OpenAsync();

        await SendAsync(peer, writer, "hl.welcome", token);

        Assert.Equal(reason, (await Assert.ThrowsAsync<HotlinkException>(() => writer.Completion.SoonAsync())).Reason);
        await peer.NextAsync<HotlinkSignal>(signal => signal.Kind == "hl.reset");
        Assert.Equal("protocol violation", (await peer.NextAsync<HotlinkClose>()).Reason);
    }

    [Theory]
    [InlineData("KEY 1 999999 999999 9 9 0 -")]
    [InlineData("KEY 1 1000 3000000000 1 1 0 -")]
    [InlineData("KEY 1 1000 262144 1 7 0 -")]
    [InlineData("KEY 1 1000 262144 1 1 5 -")]
    [InlineData("KEY 1 5 262144 1 1 0 -")]
    public async Task Ack_OfWhatWasNeverSent_EndsTheStream(string token)
    {
        var (writer, peer) = await OpenAsync();
        await SendAsync(peer, writer, "hl.welcome", "1 KEY 1 0 262144 4194304");
        await writer.WriteAsync(new byte[1000], Cancellation);
        await peer.NextAsync<HotlinkData>();

        await SendAsync(peer, writer, "hl.ack", token);

        Assert.Equal(HotlinkReason.ProtocolViolation, (await Assert.ThrowsAsync<HotlinkException>(() => writer.Completion.SoonAsync())).Reason);
    }

    [Fact]
    public async Task Signals_OfAnotherKeyOrUnreadable_ChangeNothing()
    {
        var (writer, peer) = await OpenAsync();
        await SendAsync(peer, writer, "hl.welcome", "1 KEY 1 0 262144 4194304");
        await writer.WriteAsync(new byte[1000], Cancellation);
        await peer.NextAsync<HotlinkData>();
        var stranger = StreamKeys.New();
        foreach (var (kind, token) in new[]
        {
            ("hl.ack", $"{stranger} 1 1000 2000000 1 1 0 -"), ("hl.done", $"{stranger} 1 1000"), ("hl.reset", $"{stranger} 1 aborted"),
            ("hl.reset", "- 1 unknown-stream"), ("hl.ack", "KEY 1 -5 262144 1 1 0 -"), ("hl.ack", "KEY 1 1000"), ("hl.ack", ""),
            ("hl.ack", "KEY 1 1000 262144 1 1 0 9-1"), ("hl.hello", "x"), ("hl.nonsense", "1 2 3"), ("hl.ack", new string('9', 2000)),
        })
        {
            await SendAsync(peer, writer, kind, token);
        }

        await SendAsync(peer, writer, "hl.ack", "KEY 1 1000 262144 1 1 0 -");

        await writer.FlushAsync(Cancellation).SoonAsync();
        Assert.True(Events.Of(Alice, HotlinkEventKind.Refused).Length >= 7, Events.Describe());
    }

    [Fact]
    public async Task Signals_AFlood_KeepsMemoryAndTheStream()
    {
        var (writer, peer) = await OpenAsync();
        await SendAsync(peer, writer, "hl.welcome", "1 KEY 1 0 262144 4194304");
        for (var round = 0; round < 200; round++)
        {
            await peer.SendTogetherAsync(Enumerable.Range(0, 50).Select(index =>
                new HotlinkSignal(writer.SessionId, index % 2 == 0 ? "hl.ack" : "chatter", [], new string('x', 300))));
        }

        await writer.WriteAsync(new byte[1000], Cancellation);
        await peer.NextAsync<HotlinkData>();
        await SendAsync(peer, writer, "hl.ack", "KEY 1 1000 262144 1 1 0 -");
        await writer.FlushAsync(Cancellation).SoonAsync();
    }

    [Fact]
    public async Task Write_ReceiverGrantsNothing_KeepsOneWindow()
    {
        var (writer, peer) = await OpenAsync();
        await SendAsync(peer, writer, "hl.welcome", "1 KEY 1 0 0 4194304");
        await Events.UntilAsync(Alice, HotlinkEventKind.StreamReady); // Before it, a first piece may go without credit.
        using var stop = new CancellationTokenSource();

        var writing = writer.WriteAsync(new byte[32 * 1024 * 1024], stop.Token).AsTask();

        await EventWait.UntilAsync(() => writer.GetStatistics().WaitingBytes == 4 * 1024 * 1024);
        Assert.False(writing.IsCompleted);
        Assert.Equal(0, peer.Count<HotlinkData>());
        await peer.NextAsync<HotlinkSignal>(signal => signal.Kind == "hl.probe");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
        writer.Abort("enough");
        Assert.Equal("enough", (await peer.NextAsync<HotlinkSignal>(signal => signal.Kind == "hl.reset")).Error);
    }

    [Fact]
    public async Task Reset_OfTheReceiver_EndsTheStreamWithItsWords()
    {
        var (writer, peer) = await OpenAsync();
        await SendAsync(peer, writer, "hl.welcome", "1 KEY 1 0 262144 4194304");

        await peer.SendAsync(new HotlinkSignal(writer.SessionId, "hl.reset", [], $"{Key} 1 aborted", "disk full"));

        var failure = await Assert.ThrowsAsync<HotlinkException>(() => writer.Completion.SoonAsync());
        Assert.Equal((HotlinkReason.Aborted, "disk full"), (failure.Reason, failure.Text));
    }

    [Fact]
    public async Task Resume_AcceptedByOneWhoDoesNotKnowTheStream_EndsWithAReason()
    {
        var (writer, peer) = await OpenAsync();
        await SendAsync(peer, writer, "hl.welcome", "1 KEY 1 0 262144 4194304");
        await writer.WriteAsync(new byte[1000], Cancellation);
        await peer.NextAsync<HotlinkData>();
        await peer.SendAsync(new HotlinkClose(writer.SessionId, "superseded"));

        var open = await peer.NextAsync<HotlinkOpen>();
        await peer.SendAsync(new HotlinkAccept(open.SessionId));
        var hello = await peer.NextAsync<HotlinkSignal>(signal => signal.Kind == "hl.hello" && signal.SessionId == open.SessionId);
        await peer.SendAsync(new HotlinkSignal(open.SessionId, "hl.reset", [], "- 2 unknown-stream"));

        Assert.StartsWith("hl1rb.", open.SessionId, StringComparison.Ordinal);
        Assert.Equal("2", hello.Token.Split(' ')[2]);
        Assert.Equal(HotlinkReason.UnknownStream, (await Assert.ThrowsAsync<HotlinkException>(() => writer.Completion.SoonAsync())).Reason);
    }

    private async Task<(HotlinkWriter Writer, FakePeer Peer)> OpenAsync()
    {
        var relay = await StartRelayAsync();
        var alice = await ConnectAsync(relay.Address, Alice, options => options with { GreetingTimeout = TimeSpan.FromMinutes(1) });
        var peer = await relay.ConnectAsync(Bob);
        var opening = alice.OpenAsync(AlicePath, Bob, Cancellation);
        var open = await peer.NextAsync<HotlinkOpen>();
        await peer.SendAsync(new HotlinkAccept(open.SessionId));
        await peer.NextAsync<HotlinkSignal>(signal => signal.Kind == "hl.hello");
        return (await opening.SoonAsync(), peer);
    }

    private static Task<string> SendAsync(FakePeer peer, HotlinkWriter writer, string kind, string token) =>
        peer.SendAsync(new HotlinkSignal(writer.SessionId, kind, [], token.Replace("KEY", Key, StringComparison.Ordinal)));
}
