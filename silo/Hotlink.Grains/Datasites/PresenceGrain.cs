using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Datasites;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Collections;
using Hotlink.Grains.Hosting;

namespace Hotlink.Grains.Datasites;

/// <inheritdoc cref="IPresenceGrain"/>
internal sealed partial class PresenceGrain : HotlinkGrain, IPresenceGrain
{
    private readonly HashSet<Peer> _online = [];
    private readonly HashSet<WaitingOpen> _waiting = [];
    private Peer[]? _snapshot;

    public override bool IsIdle => _online.Count == 0 && _waiting.Count == 0;

    public override ValueTask OnNodeLostAsync(string node)
    {
        _snapshot = null;
        _online.RemoveWhere(peer => ConnectionIds.NodeOf(peer.Connection) == node);
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<WaitingOpen>> AttachAsync(Peer peer)
    {
        _online.Add(peer);
        _snapshot = null;
        return new(_waiting.Count == 0 ? [] : _waiting.ToArray());
    }

    public ValueTask<bool> DetachAsync(Peer peer)
    {
        _snapshot = null;
        return new(_online.Remove(peer));
    }

    public ValueTask<IReadOnlyList<Peer>> OnlineAsync(WaitingOpen? wait)
    {
        if (wait is { } open)
        {
            _waiting.Add(open);
        }

        return new(_snapshot ??= [.. _online]);
    }

    public ValueTask<bool> StopWaitingAsync(WaitingOpen open) => new(_waiting.RemoveAndTrim(open));
}
