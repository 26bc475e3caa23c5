namespace Hotlink.Grains.Abstractions.Hosting;

/// <summary>News of the other nodes of the cluster.</summary>
public interface INodeEvents
{
    /// <summary>A node is gone, with every grain that lived on it. Raised once for each, on any thread; handlers don't block.</summary>
    event Action<string>? NodeLost;
}
