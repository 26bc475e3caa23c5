namespace Hotlink.Grains.Abstractions.Connections;

/// <summary>The sockets of this node. Thread-safe.</summary>
public interface IConnectionSinks
{
    /// <summary>The socket behind a connection grain's key; <see langword="null"/> where this node doesn't hold it (any more).</summary>
    IConnectionSink? Find(string connectionKey);
}
