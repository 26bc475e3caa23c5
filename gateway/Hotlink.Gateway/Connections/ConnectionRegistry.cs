using System.Collections.Concurrent;
using Hotlink.Grains.Abstractions.Connections;

namespace Hotlink.Gateway.Connections;

/// <summary>The live connections of this node. Thread-safe.</summary>
internal sealed class ConnectionRegistry : IConnectionSinks
{
    private readonly ConcurrentDictionary<string, PeerConnection> _connections = new();

    /// <summary>How many there are.</summary>
    public int Count => _connections.Count;

    /// <summary>How many sessions they have a part in, each counted once a connection.</summary>
    public int RouteCount => _connections.Values.Sum(connection => connection.SessionCount);

    /// <summary>All of them, as they are now.</summary>
    public IEnumerable<PeerConnection> All => _connections.Values;

    /// <inheritdoc/>
    public IConnectionSink? Find(string connectionKey) => _connections.GetValueOrDefault(connectionKey);

    /// <summary>Lists a connection.</summary>
    public void Add(PeerConnection connection) => _connections[connection.Identity.Key] = connection;

    /// <summary>Forgets it.</summary>
    public void Remove(PeerConnection connection) => _connections.TryRemove(connection.Identity.Key, out _);
}
