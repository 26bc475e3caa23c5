using System.Collections.Concurrent;
using Hotlink.Grains.Abstractions.Connections;

namespace Hotlink.Gateway.Connections;

/// <summary>The live connections of this node. Thread-safe.</summary>
internal sealed class ConnectionRegistry : IConnectionSinks
{
    private readonly ConcurrentDictionary<string, PeerConnection> _connections = new();
    private readonly ConcurrentDictionary<(string Tenant, string User), int> _byUser = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource? _empty;

    /// <summary>How many there are.</summary>
    public int Count => _connections.Count;

    /// <summary>How many sessions they have a part in, each counted once a connection.</summary>
    public int RouteCount => _connections.Values.Sum(connection => connection.SessionCount);

    /// <summary>All of them, as they are now.</summary>
    public IEnumerable<PeerConnection> All => _connections.Values;

    /// <inheritdoc/>
    public IConnectionSink? Find(string connectionKey) => _connections.GetValueOrDefault(connectionKey);

    /// <summary>Lists a connection.</summary>
    public void Add(PeerConnection connection)
    {
        _connections[connection.Identity.Key] = connection;
        _byUser.AddOrUpdate(UserOf(connection), 1, static (_, count) => count + 1);
    }

    /// <summary>How many connections a user has.</summary>
    public int CountOf(string tenant, string user) => _byUser.GetValueOrDefault((tenant, user));

    /// <summary>Forgets it.</summary>
    public void Remove(PeerConnection connection)
    {
        _connections.TryRemove(connection.Identity.Key, out _);
        var user = UserOf(connection);
        if (_byUser.AddOrUpdate(user, 0, static (_, count) => count - 1) == 0)
        {
            _byUser.TryRemove(new(user, 0));
        }

        SignalIfEmpty();
    }

    /// <summary>Completes when no connection is left.</summary>
    public Task WhenEmptyAsync()
    {
        Task empty;
        lock (_gate)
        {
            empty = (_empty ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }

        SignalIfEmpty();
        return empty;
    }

    private static (string Tenant, string User) UserOf(PeerConnection connection) => (connection.Identity.Tenant, connection.Identity.Peer.User);

    private void SignalIfEmpty()
    {
        lock (_gate)
        {
            if (_empty is not null && _connections.IsEmpty)
            {
                _empty.TrySetResult();
                _empty = null;
            }
        }
    }
}
