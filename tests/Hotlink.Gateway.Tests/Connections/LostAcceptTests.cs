using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.Testing.Waiting;

namespace Hotlink.Gateway.Tests.Connections;

/// <summary>An accept whose session's node is lost before it has answered.</summary>
public sealed class LostAcceptTests : IAsyncDisposable
{
    private const string Path = RelayBench.Bob + "/app/stream";
    private readonly RelayBench _relay = new(nodes: new LosingNodes());
    private readonly PeerBench _peer;

    public LostAcceptTests() => _peer = new(_relay);

    public ValueTask DisposeAsync() => _relay.DisposeAsync();

    // The session goes on elsewhere without its state, and knows of nothing: that is no word for a peer that was told of it.
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Accept_SessionIsUnknown_ToldWhyIfItsNodeWasLost(bool callFails, bool isForgotten)
    {
        var failures = callFails ? 1 : 0;
        var session = _relay.Session(Path, RelayBench.Bob);
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
}
