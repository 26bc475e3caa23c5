namespace Hotlink.Silo.Orleans;

/// <summary>What a node of the cluster does.</summary>
public enum NodeRole
{
    /// <summary>Holds sockets and sessions. The default: a frame is with its session at once.</summary>
    Both,

    /// <summary>Holds sockets; of the grains only those that stand for them.</summary>
    Gateway,

    /// <summary>Holds sessions, and takes no connections.</summary>
    Silo,
}
