using Hotlink.Domain.Sessions;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.Testing.Waiting;

namespace Hotlink.Gateway.Tests.Connections;

/// <summary>
/// The word that a peer is gone, which doesn't get through because some node is just being lost: the session's grain may be elsewhere, and the
/// other end waits for it.
/// </summary>
public sealed class LostWordTests : IAsyncDisposable
{
    private const string Path = RelayBench.Alice + "/app/stream";
    private readonly RelayBench _relay = new(nodes: new LosingNodes());
    private readonly PeerBench _peer;

    public LostWordTests() => _peer = new(_relay);

    public ValueTask DisposeAsync() => _relay.DisposeAsync();

    [Fact]
    public async Task Gone_WordDoesNotGetThrough_IsSaidAgain()
    {
        var session = await OpenAsync(failures: 2);

        await _peer.HangUpAsync();

        await UntilToldAsync(session, $"Gone session-2 {ReasonCode.None}");
    }

    [Fact]
    public async Task Relay_FailsLikeTheWordThatFollows_WordIsSaidAgain()
    {
        var session = await OpenAsync(failures: 2);
        session.OnRelay = static _ => throw new InvalidOperationException("broken");

        await _peer.SendAsync(Wire.Data("session-2", "lost"));

        Assert.Equal([new HotlinkClose("session-2", Reasons.RelayNodeLost)], _peer.Read());
        await UntilToldAsync(session, $"Gone session-2 {ReasonCode.RelayNodeLost}");
    }

    // Else the word would end what begins anew.
    [Fact]
    public async Task Open_OfTheSameIdBeforeTheWordIsThrough_ComesBehindIt()
    {
        var session = await OpenAsync(failures: 2);
        session.OnRelay = static _ => throw new InvalidOperationException("broken");
        await _peer.SendAsync(Wire.Data("session-2", "lost"));

        await _peer.SendAsync(Wire.Message(new HotlinkOpen("session-2", Path)));

        Assert.StartsWith("Gone", session.Calls[^1], StringComparison.Ordinal);
        await UntilToldAsync(session, $"Gone session-2 {ReasonCode.RelayNodeLost}");
        await EventWait.UntilAsync(() => session.Calls[^1].StartsWith("Open", StringComparison.Ordinal));
        Assert.Equal(1, _peer.Connection.SessionCount);
    }

    private async Task<ScriptedSession> OpenAsync(int failures)
    {
        var session = _relay.Session(Path);
        session.OnGone = () => failures-- > 0 ? throw new TimeoutException() : ReasonCode.None;
        _ = _peer.RunAsync();
        await _peer.SendAsync(Wire.Message(new HotlinkOpen("session-2", Path)));
        return session;
    }

    private Task UntilToldAsync(ScriptedSession session, string word) => EventWait.UntilAsync(() =>
    {
        _relay.Clock.Advance(TimeSpan.FromMilliseconds(100));
        return session.Calls.Count(call => call == word) == 3;
    });
}
