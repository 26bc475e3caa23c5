namespace Hotlink.Grains.Abstractions.Hosting;

/// <summary>What the other nodes call this one.</summary>
public interface INodeIdentity
{
    /// <summary>The node's name, unique in the cluster and for one life of the process. Part of every connection's id.</summary>
    string Name { get; }
}
