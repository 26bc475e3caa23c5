using System.Collections.Concurrent;
using Hotlink.Protocol.Messages;
using Hotlink.Testing.Peers;

namespace Hotlink.System.Tests.Cluster.Storms;

/// <summary>One connection of a user in a storm, to one node. Thread-safe.</summary>
internal sealed class StormGuest : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, StormHearing> _heard = new();
    private readonly TaskCompletionSource _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StormGuest(FakePeer peer, StormNode home)
    {
        (Peer, Home) = (peer, home);
        WhenGone = Task.WhenAny(_cut.Task, home.WhenGone);
        peer.Intercept = received => SessionOf(received.Message.Body) is { } id && Of(id).Take(received.Message.Body);
    }

    /// <summary>The connection.</summary>
    public FakePeer Peer { get; }

    /// <summary>Where it leads.</summary>
    public StormNode Home { get; }

    /// <summary>Completes when it is cut, or its node goes: from then on nobody counts on what it says or hears.</summary>
    public Task WhenGone { get; }

    /// <summary>Whether it is so.</summary>
    public bool IsGone => IsCut || Home.WhenGone.IsCompleted;

    /// <summary>Whether it was cut.</summary>
    public bool IsCut => _cut.Task.IsCompleted;

    /// <summary>What it heard of all sessions.</summary>
    public IEnumerable<KeyValuePair<string, StormHearing>> Heard => _heard;

    /// <summary>What it heard of a session.</summary>
    public StormHearing Of(string sessionId) => _heard.GetOrAdd(sessionId, static _ => new());

    /// <summary>Cuts it: with a reset, so that what is on its way is lost too, or as a process that ends.</summary>
    public async Task CutAsync(bool reset)
    {
        _cut.TrySetResult();
        if (reset)
        {
            Peer.Socket.Reset();
        }

        await DisposeAsync();
    }

    public ValueTask DisposeAsync() => Peer.DisposeAsync();

    private static string? SessionOf(Message message) => message switch
    {
        HotlinkOpen open => open.SessionId,
        HotlinkAccept accept => accept.SessionId,
        HotlinkData data => data.SessionId,
        HotlinkSignal signal => signal.SessionId,
        HotlinkClose close => close.SessionId,
        HotlinkReject reject => reject.SessionId,
        _ => null,
    };
}
