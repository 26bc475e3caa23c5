using Hotlink.Client.Streams;
using Hotlink.Client.Tests.Kit;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Streams;
using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Hostile;

/// <summary>A sender that lies: its receiver keeps to its bounds, and says what it refuses.</summary>
public sealed class HostileSenderTests : ClientTest
{
    private readonly string _key = StreamKeys.New();

    [Fact]
    public async Task Data_BeyondTheCredit_EndsTheStream()
    {
        var (peer, session, reader) = await GreetAsync();
        for (ulong seq = 1; seq <= 6; seq++)
        {
            await peer.SendDataAsync(session, seq, "", new byte[50_000]);
        }

        var failure = await Assert.ThrowsAsync<HotlinkException>(() => reader.Completion.SoonAsync());

        Assert.Equal(HotlinkReason.ProtocolViolation, failure.Reason);
        Assert.True(reader.GetStatistics().WaitingBytes <= 256 * 1024);
        Assert.EndsWith(" protocol", (await peer.NextAsync<HotlinkSignal>(signal => signal.Kind == "hl.reset")).Token, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_FarAhead_IsDroppedAndTheStreamGoesOn()
    {
        var (peer, session, reader) = await GreetAsync();
        await peer.SendDataAsync(session, ulong.MaxValue, "", new byte[10]);
        await peer.SendDataAsync(session, 1_000_000, "", new byte[10]);
        for (ulong seq = 3; seq < 40; seq++)
        {
            await peer.SendDataAsync(session, seq, "", new byte[50_000]);
        }

        await peer.SendDataAsync(session, 1, "", StreamPattern.At(1, 10));

        var buffer = new byte[10];
        Assert.Equal(10, await reader.ReadAsync(buffer, Cancellation).AsTask().SoonAsync());
        Assert.True(StreamPattern.IsAt(buffer, 1));
        var ack = await peer.NextAsync<HotlinkSignal>(signal => signal.Kind == "hl.ack" && signal.Token.EndsWith(" 2-2", StringComparison.Ordinal));
        Assert.Contains(" 10 ", ack.Token, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1 5")]
    [InlineData("1 99999999")]
    public async Task Fin_ThatCanNotBe_EndsTheStream(string token)
    {
        var (peer, session, reader) = await GreetAsync();
        await peer.SendDataAsync(session, 1, "", new byte[10]);

        await peer.SendAsync(new HotlinkSignal(session, "hl.fin", [], token));

        Assert.Equal(HotlinkReason.ProtocolViolation, (await Assert.ThrowsAsync<HotlinkException>(() => reader.Completion.SoonAsync())).Reason);
    }

    [Fact]
    public async Task Hello_AnotherStreamOnTheTag_IsRefusedAndTheStreamWaits()
    {
        var (peer, session, reader) = await GreetAsync();
        await peer.SendAsync(new HotlinkClose(session, Reasons.Superseded));
        var second = SessionIds.New(SessionKind.Resume, HotlinkFraming.Bytes, _key);

        await OpenAsync(peer, second);
        await peer.SendAsync(new HotlinkSignal(second, "hl.hello", [], $"1 {StreamKeys.New()} 2 0 b 4194304"));

        Assert.StartsWith("- 2 unknown-stream", (await peer.NextAsync<HotlinkSignal>(signal => signal.Kind == "hl.reset")).Token, StringComparison.Ordinal);
        Assert.False(reader.Completion.IsCompleted);
    }

    [Fact]
    public async Task Hello_OlderGeneration_ChangesNothing()
    {
        var (peer, session, reader) = await GreetAsync(generation: 5);
        var second = SessionIds.New(SessionKind.Resume, HotlinkFraming.Bytes, _key);
        await OpenAsync(peer, second);

        await peer.SendAsync(new HotlinkSignal(second, "hl.hello", [], $"1 {_key} 4 0 b 4194304"));
        await peer.NextAsync<HotlinkClose>(close => close.SessionId == second);
        await peer.SendDataAsync(session, 1, "", StreamPattern.At(1, 10));

        Assert.Equal(10, await reader.ReadAsync(new byte[10], Cancellation).AsTask().SoonAsync());
    }

    [Fact]
    public async Task Hello_SenderCanNotGoOnWhereTheReceiverIs_EndsTheStream()
    {
        var (peer, session, reader) = await GreetAsync();
        await peer.SendAsync(new HotlinkClose(session, Reasons.Superseded));
        var second = SessionIds.New(SessionKind.Resume, HotlinkFraming.Bytes, _key);
        await OpenAsync(peer, second);

        await peer.SendAsync(new HotlinkSignal(second, "hl.hello", [], $"1 {_key} 2 1000 b 4194304"));

        Assert.Equal(HotlinkReason.FramesLost, (await Assert.ThrowsAsync<HotlinkException>(() => reader.Completion.SoonAsync())).Reason);
        Assert.EndsWith(" frames-lost", (await peer.NextAsync<HotlinkSignal>(signal => signal.Kind == "hl.reset")).Token, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resume_ByAnotherUser_IsNobodysStream()
    {
        var (_, _, reader) = await GreetAsync();
        var carol = await Relay.ConnectAsync(Carol);

        // Key, tag and path are right; the sender that the relay attests is not.
        await carol.OpenAsync(AlicePath, Bob, SessionIds.New(SessionKind.Resume, HotlinkFraming.Bytes, _key));

        Assert.Equal("unknown stream", (await carol.NextAsync<HotlinkReject>()).Reason);
        Assert.False(reader.Completion.IsCompleted);
    }

    [Theory]
    [InlineData($"{Alice}/a/../b/stream.tcp.request")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData(@"a\b")]
    [InlineData("")]
    public void IsCanonical_PathThatLeads_Out_IsRefused(string path) => Assert.False(Hotlink.Client.Wire.PathRules.IsCanonical(path));

    [Fact]
    public void IsInDirectory_OtherDirectories_AreNot()
    {
        const string Session = "a@b.co/x/y.request";

        Assert.True(Hotlink.Client.Wire.PathRules.IsInDirectory("a@b.co/x/z.request", Session));
        Assert.True(Hotlink.Client.Wire.PathRules.IsInDirectory("", Session));
        Assert.False(Hotlink.Client.Wire.PathRules.IsInDirectory("a@b.co/x/deeper/z.request", Session));
        Assert.False(Hotlink.Client.Wire.PathRules.IsInDirectory("a@b.co/x/../z.request", Session));
        Assert.False(Hotlink.Client.Wire.PathRules.IsInDirectory("c@b.co/x/z.request", Session));
    }

    private Hotlink.Testing.Hosting.RelayTestHost Relay { get; set; } = null!;

    private async Task<(FakePeer Peer, string Session, HotlinkReader Reader)> GreetAsync(int generation = 1)
    {
        Relay = await StartRelayAsync();
        var bob = await ConnectAsync(Relay.Address, Bob);
        var peer = await Relay.ConnectAsync(Alice);
        var accepting = bob.AcceptAsync(AlicePath, Alice, Cancellation);
        var session = SessionIds.New(SessionKind.New, HotlinkFraming.Bytes, _key);
        await OpenAsync(peer, session);
        await peer.SendAsync(new HotlinkSignal(session, "hl.hello", [], $"1 {_key} {generation} 0 b 4194304"));
        await peer.NextAsync<HotlinkSignal>(signal => signal.Kind == "hl.welcome");
        return (peer, session, await accepting.SoonAsync());
    }

    private static async Task OpenAsync(FakePeer peer, string session)
    {
        await peer.OpenAsync(AlicePath, Bob, session);
        await peer.NextAsync<HotlinkAccept>(accept => accept.SessionId == session);
    }
}
