using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.Testing.Waiting;

namespace Hotlink.Gateway.Tests.Connections;

/// <summary>
/// A session whose grain went with a node, and came to life elsewhere before this node has heard of the loss: it knows of nothing. Also where the
/// node goes before it has answered an accept.
/// </summary>
public sealed class LostSessionTests : IAsyncDisposable
{
    private const string Path = RelayBench.Alice + "/app/stream";
    private const string BobsPath = RelayBench.Bob + "/app/stream";
    private readonly RelayBench _relay = new(nodes: new LosingNodes());
    private readonly PeerBench _peer;

    public LostSessionTests() => _peer = new(_relay);

    public ValueTask DisposeAsync() => _relay.DisposeAsync();

    // Where the grain does know of the session, it had a reason to refuse.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Data_SessionIsUnknown_SenderIsToldWhyIfItWasLost(bool isLost)
    {
        var session = Forgetful(_relay.Session(Path), isLost);
        _ = _peer.RunAsync();
        await _peer.SendAsync(Wire.Message(new HotlinkOpen("session-2", Path)));

        await _peer.SendAsync(Wire.Data("session-2", "late"));

        Assert.Equal(
            isLost ? new HotlinkClose("session-2", Reasons.RelayNodeLost) : new HotlinkReject("session-2", Reasons.UnknownSession),
            Assert.Single(await ReadAsync()));
        Assert.Equal("NodeLost session-2", session.Calls[^1]);
        Assert.Equal(0, _peer.Connection.SessionCount);
    }

    // The answer to the word was lost, and maybe the word: it must come once, and must not end another session of the id.
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task Notify_EndThatIsSaidAgain_IsToldOnce(bool hasCome, bool isAnother)
    {
        var session = _relay.Session(Path, RelayBench.Bob);
        session.NodeLostAnswer = isAnother ? ReasonCode.None : ReasonCode.UnknownSession;
        await _peer.NotifyAsync(NoticeKind.Open, "session-2", Path);
        var close = new SessionNotice(
            NoticeKind.Close, "session-2", GrainKeys.Session(RelayBench.Tenant, RelayBench.Bob, Path), Reason: ReasonCode.PermissionRevoked);
        if (hasCome)
        {
            await _peer.Connection.NotifyAsync(close);
        }

        Assert.Equal(DeliveryResult.Taken, await _peer.Connection.NotifyAsync(close with { IsRepeated = true }));

        Assert.Equal(isAnother ? 0 : 1, _peer.Read().Count(message => message is HotlinkClose { Reason: Reasons.PermissionRevoked }));
        Assert.Equal(isAnother ? 1 : 0, _peer.Connection.SessionCount);
    }

    [Fact]
    public async Task Signal_SessionIsLost_ReaderHearsThatAndNothingElse()
    {
        Forgetful(_relay.Session(Path, RelayBench.Bob), isLost: true);
        _ = _peer.RunAsync();
        await _peer.NotifyAsync(NoticeKind.Open, "session-2", Path);
        await _peer.SendAsync(Wire.Message(new HotlinkAccept("session-2")));
        _peer.Read();
        _peer.Stall();
        await _peer.DeliverAsync("session-2", "queued");

        await _peer.SendAsync(Wire.Signal("session-2", "late"));

        await EventWait.UntilAsync(() => _peer.Connection.SessionCount == 0);
        Assert.Equal([new HotlinkClose("session-2", Reasons.RelayNodeLost)], (await ReadAsync()).Where(message => message is not string));
        Assert.DoesNotContain("queued", _peer.Read());
    }

    // Its end came while the grain was asked: that is why, and it is told once.
    [Fact]
    public async Task Data_EndComesWhileTheGrainIsAsked_IsTheReason()
    {
        var session = _relay.Session(Path);
        var held = session.HoldRelays();
        _ = _peer.RunAsync();
        await _peer.SendAsync(Wire.Message(new HotlinkOpen("session-2", Path)));
        await _peer.SendAsync(Wire.Data("session-2", "late"));

        await _peer.NotifyAsync(NoticeKind.Close, "session-2", Path);
        held.SetResult(ReasonCode.UnknownSession);

        await EventWait.UntilAsync(() => _peer.Connection.SessionCount == 0);
        Assert.IsType<HotlinkClose>(Assert.Single(await ReadAsync()));
        Assert.DoesNotContain("NodeLost session-2", session.Calls);
    }

    // The session goes on elsewhere without its state, and knows of nothing: that is no word for a peer that was told of it.
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Accept_SessionIsUnknown_ToldWhyIfItsNodeWasLost(bool callFails, bool isForgotten)
    {
        var failures = callFails ? 1 : 0;
        var session = _relay.Session(BobsPath, RelayBench.Bob);
        session.NodeLostAnswer = isForgotten ? ReasonCode.UnknownSession : ReasonCode.None;
        session.OnAccept = () => failures-- > 0 ? throw new TimeoutException() : ReasonCode.UnknownSession;
        _ = _peer.RunAsync();
        await _peer.NotifyAsync(NoticeKind.Open, "session-2");
        Assert.Single(_peer.Read());

        await _peer.SendAsync(Wire.Message(new HotlinkAccept("session-2")));

        List<object> told = [];
        await EventWait.UntilAsync(() =>
        {
            _relay.Clock.Advance(TimeSpan.FromMilliseconds(100));
            told.AddRange(_peer.Read());
            return told.Count > 0;
        });
        Assert.Equal(
            callFails || isForgotten
                ? new HotlinkClose("session-2", Reasons.RelayNodeLost)
                : new HotlinkReject("session-2", Reasons.UnknownSession),
            Assert.Single(told));
    }

    private static ScriptedSession Forgetful(ScriptedSession session, bool isLost)
    {
        session.OnRelay = static frames =>
        {
            frames.Batch.Dispose();
            return new(ReasonCode.UnknownSession);
        };
        session.NodeLostAnswer = isLost ? ReasonCode.UnknownSession : ReasonCode.None;
        return session;
    }

    private async Task<List<object>> ReadAsync()
    {
        List<object> told = [];
        await EventWait.UntilAsync(() =>
        {
            told.AddRange(_peer.Read());
            return told.Exists(static message => message is not string);
        });
        return told;
    }
}
