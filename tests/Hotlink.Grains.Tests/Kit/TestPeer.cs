using System.Collections.Concurrent;
using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Datasites;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Abstractions.Sessions;

namespace Hotlink.Grains.Tests.Kit;

/// <summary>One connection of one user, in the part that a gateway plays towards the grains.</summary>
public sealed class TestPeer(GrainHost host, Peer peer)
{
    private readonly ConcurrentDictionary<string, string> _opened = new();

    public Peer Peer => peer;

    public RecordingSink Sink { get; } = new(peer.Connection);

    public SinkLog Log => Sink.Log;

    private string Key => GrainKeys.Connection(GrainHost.Tenant, peer.User, peer.Connection);

    /// <summary>The connection begins, and is told of the opens that wait for it.</summary>
    public async Task AttachAsync()
    {
        host.Sinks.Add(Key, Sink);
        var own = await Datasite.CallAsync(peer.Connection, static (grain, connection) => grain.AttachAsync(connection));
        var all = await Presence.CallAsync(peer, static (grain, attached) => grain.AttachAsync(attached));
        foreach (var open in own.Concat(all))
        {
            await Session(open.SessionKey).CallAsync(new SessionPeer(open.SessionId, peer), static (grain, reader) => grain.ReaderOnlineAsync(reader));
        }
    }

    /// <summary>The connection ends, and everybody concerned is told.</summary>
    public async Task LeaveAsync()
    {
        Sink.Cut();
        await Datasite.CallAsync(peer.Connection, static (grain, connection) => grain.DetachAsync(connection));
        await Presence.CallAsync(peer, static (grain, detached) => grain.DetachAsync(detached));
        await Task.WhenAll(Sessions().Select(session => GoneAsync(session.Id).AsTask()));
        host.Sinks.Remove(Key);
        await host.Grains.GetGrain<IConnectionGrain>(Key).CallAsync(0, static (grain, _) => grain.DetachedAsync());
    }

    /// <summary>Opens a session the way a gateway does: an older one of the same user makes way first.</summary>
    public async Task<ReasonCode> OpenAsync(string path, string sessionId, string recipient = "")
    {
        var answer = await AskToOpenAsync(path, sessionId, recipient);
        if (answer.Supersedes.Length == 0)
        {
            return answer.Refusal;
        }

        await Session(answer.Supersedes).CallAsync(sessionId, static (grain, id) => grain.SupersedeAsync(id));
        answer = await AskToOpenAsync(path, sessionId, recipient);
        return answer.Supersedes.Length > 0 ? ReasonCode.SessionExists : answer.Refusal;
    }

    public async ValueTask<OpenAnswer> AskToOpenAsync(string path, string sessionId, string recipient = "")
    {
        var key = GrainKeys.Session(GrainHost.Tenant, peer.User, path);
        var isNew = _opened.TryAdd(sessionId, key);
        var answer = await Eventually.ReturnsAsync(Session(key).CallAsync(
            new OpenRequest(sessionId, peer, path, recipient, "open-" + sessionId), static (grain, asked) => grain.OpenAsync(asked)));
        if (answer is { Refusal: ReasonCode.None, Supersedes: "" })
        {
            _opened[sessionId] = key;
        }
        else if (isNew)
        {
            _opened.TryRemove(sessionId, out _);
        }

        return answer;
    }

    /// <summary>Accepts a session that it was told of, or waits until it is.</summary>
    public async Task<ReasonCode> AcceptAsync(string sessionId)
    {
        var open = await Log.NoticeAsync(NoticeKind.Open, sessionId);
        return await AcceptAsync(sessionId, open.SessionKey);
    }

    public async Task<ReasonCode> AcceptAsync(string sessionId, string sessionKey) =>
        await CallAsync(Session(sessionKey), Word(sessionId, ""), static (grain, word) => grain.AcceptAsync(word));

    public ValueTask<ReasonCode> RejectAsync(string sessionId, string reason) =>
        CallAsync(Route(sessionId), Word(sessionId, reason), static (grain, word) => grain.RejectAsync(word));

    public ValueTask<ReasonCode> CloseAsync(string sessionId, string reason = "done") =>
        CallAsync(Route(sessionId), Word(sessionId, reason), static (grain, word) => grain.CloseAsync(word));

    public ValueTask<ReasonCode> SendAsync(string sessionId, params ReadOnlySpan<string> frames) => RelayAsync(sessionId, frames, areSignals: false);

    public ValueTask<ReasonCode> SignalAsync(string sessionId, params ReadOnlySpan<string> frames) => RelayAsync(sessionId, frames, areSignals: true);

    public ValueTask<ReasonCode> GoneAsync(string sessionId, ReasonCode reason = ReasonCode.None) =>
        CallAsync(Route(sessionId), new SessionPeer(sessionId, peer, reason), static (grain, gone) => grain.PeerGoneAsync(gone));

    private GrainRef<IDatasiteGrain> Datasite => host.Grains.GetGrain<IDatasiteGrain>(GrainKeys.Datasite(GrainHost.Tenant, peer.User));

    private GrainRef<IPresenceGrain> Presence => host.Grains.GetGrain<IPresenceGrain>(GrainKeys.Presence(GrainHost.Tenant));

    private ValueTask<ReasonCode> RelayAsync(string sessionId, ReadOnlySpan<string> frames, bool areSignals) =>
        CallAsync(
            Route(sessionId),
            new SessionFrames(sessionId, peer, host.Frames.Batch(frames), areSignals),
            static (grain, sent) => grain.RelayAsync(sent));

    private static ValueTask<ReasonCode> CallAsync<T>(GrainRef<ISessionGrain> session, T argument, Func<ISessionGrain, T, ValueTask<ReasonCode>> method) =>
        Eventually.ReturnsAsync(session.CallAsync(argument, method));

    private GrainRef<ISessionGrain> Route(string sessionId) => Session(Sessions().Last(session => session.Id == sessionId).Key);

    private IEnumerable<(string Id, string Key)> Sessions() =>
        _opened.Select(opened => (opened.Key, opened.Value)).Concat(Log.Opens().Select(open => (open.SessionId, open.SessionKey)));

    private GrainRef<ISessionGrain> Session(string key) => host.Grains.GetGrain<ISessionGrain>(key);

    private SessionMessage Word(string sessionId, string reason) => new(sessionId, peer, "word-" + peer.Connection, reason);
}
