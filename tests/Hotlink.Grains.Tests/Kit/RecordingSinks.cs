using System.Collections.Concurrent;
using Hotlink.Grains.Abstractions.Connections;

namespace Hotlink.Grains.Tests.Kit;

/// <summary>The sockets of a node in a test. Thread-safe.</summary>
public sealed class RecordingSinks : IConnectionSinks
{
    private readonly ConcurrentDictionary<string, IConnectionSink> _sinks = new();

    public IConnectionSink? Find(string connectionKey) => _sinks.GetValueOrDefault(connectionKey);

    public void Add(string connectionKey, IConnectionSink sink) => _sinks[connectionKey] = sink;

    public void Remove(string connectionKey) => _sinks.TryRemove(connectionKey, out _);
}
