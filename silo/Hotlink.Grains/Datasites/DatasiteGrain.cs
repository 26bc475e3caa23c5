using Hotlink.Domain.Access;
using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Datasites;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Access;
using Hotlink.Grains.Collections;
using Hotlink.Grains.Hosting;

namespace Hotlink.Grains.Datasites;

/// <inheritdoc cref="IDatasiteGrain"/>
internal sealed partial class DatasiteGrain(Rulebooks rulebooks, TimeProvider time) : HotlinkGrain, IDatasiteGrain
{
    private readonly List<Peer> _connections = [];
    private readonly HashSet<WaitingOpen> _waiting = [];
    private readonly HashSet<string> _watchers = [];

    public override bool IsIdle => _connections.Count == 0 && _waiting.Count == 0 && _watchers.Count == 0;

    private Rulebook Rules => rulebooks.Of(Tenant);

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    public override ValueTask OnNodeLostAsync(string node)
    {
        _connections.RemoveAll(peer => ConnectionIds.NodeOf(peer.Connection) == node);
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> AuthorizeAsync(AccessQuestion question) => new(May(question.User, question.Level, question.Path));

    public ValueTask<OpenRights> AuthorizeOpenAsync(OpenQuestion question)
    {
        if (!May(question.Sender, AccessLevel.Write, question.Path)
            || (question.Recipient.Length > 0 && !May(question.Recipient, AccessLevel.Read, question.Path)))
        {
            return new(new OpenRights(ReasonCode.PermissionDenied, false, []));
        }

        if (question.Recipient.Length > 0)
        {
            return new(new OpenRights(ReasonCode.None, false, [question.Recipient]));
        }

        var readers = Rules.Readers(question.Path, Today);
        return new(new OpenRights(ReasonCode.None, readers.Everyone || readers.NeedsCheck, readers.Explicit));
    }

    public ValueTask<bool> WatchAsync(string sessionKey) => new(_watchers.Add(sessionKey));

    public ValueTask<bool> UnwatchAsync(string sessionKey) => new(_watchers.Remove(sessionKey));

    public ValueTask<IReadOnlyList<string>> WatchersAsync() => new([.. _watchers]);

    public ValueTask<IReadOnlyList<WaitingOpen>> AttachAsync(string connection)
    {
        var peer = new Peer(GrainKeys.RestOf(Key), connection);
        if (!_connections.Contains(peer))
        {
            _connections.Add(peer);
        }

        return new(_waiting.Count == 0 ? [] : _waiting.ToArray());
    }

    public ValueTask<bool> DetachAsync(string connection) => new(_connections.RemoveAll(peer => peer.Connection == connection) > 0);

    public ValueTask<IReadOnlyList<Peer>> ConnectionsAsync(WaitingOpen? wait)
    {
        if (wait is { } open)
        {
            _waiting.Add(open);
        }

        return new(_connections.Count == 0 ? [] : _connections.ToArray());
    }

    public ValueTask<bool> StopWaitingAsync(WaitingOpen open) => new(_waiting.RemoveAndTrim(open));

    private bool May(string user, AccessLevel level, string path) => Rules.Decide(user, level, path, Today).Allowed;
}
