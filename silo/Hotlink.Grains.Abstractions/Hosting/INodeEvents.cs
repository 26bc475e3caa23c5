namespace Hotlink.Grains.Abstractions.Hosting;

/// <summary>News of the other nodes of the cluster. Thread-safe.</summary>
public interface INodeEvents
{
    /// <summary>A node is gone, with every grain that lived on it. Raised once for each, on any thread; handlers don't block.</summary>
    event Action<string>? NodeLost;

    /// <summary>How long it may take until the loss of a node is known; none where there is no other.</summary>
    TimeSpan NoticeTime { get; }

    /// <summary>Whether sessions can live on a node. One that is nothing but a gateway holds none.</summary>
    bool HoldsSessions(string node);

    /// <summary>Whether a call failed because a node can't be reached, or is going: tried again, it finds its grain elsewhere before long.</summary>
    bool IsNodeFailure(Exception failure);
}
