namespace Hotlink.Silo.Orleans;

/// <summary>How the silos of a cluster find each other. Section <c>Cluster</c> of the configuration.</summary>
public sealed class HotlinkClusterOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Cluster";

    /// <summary>
    /// <c>localhost</c>: silos of one machine, for development. <c>postgres</c>: a PostgreSQL database. <c>azure</c>: a table in an Azure storage
    /// account. Default <c>localhost</c>.
    /// </summary>
    public string Membership { get; set; } = "localhost";

    /// <summary>
    /// The connection string of the database, for <c>postgres</c>, or of the storage account, for <c>azure</c>. There it may also be the
    /// account's address, <c>https://ACCOUNT.table.core.windows.net</c>: the node then proves who it is by the identity that Azure gave it.
    /// </summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Whether the node makes the tables it needs in the database of <c>postgres</c>, where they are missing. Default true.</summary>
    public bool CreateSchema { get; set; } = true;

    /// <summary>The table, for <c>azure</c>: 3 to 63 letters and digits, the first one a letter. Made where it is missing. Default <c>HotlinkNodes</c>.</summary>
    public string TableName { get; set; } = "HotlinkNodes";

    /// <summary>How long a node that starts waits for a membership store that isn't there yet. Default 60 s.</summary>
    public TimeSpan StoreStartTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>What the node does. Default <see cref="NodeRole.Both"/>.</summary>
    public NodeRole Role { get; set; } = NodeRole.Both;

    /// <summary>The cluster's name: silos of different names never meet. Default <c>hotlink</c>.</summary>
    public string ClusterId { get; set; } = "hotlink";

    /// <summary>The port for other silos. Default 11111.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>The port for clients of the cluster itself; 0, the default, for none: the relay has no need of it.</summary>
    public int GatewayPort { get; set; }

    /// <summary>The silo port of the first silo, for <c>localhost</c>. Default 11111.</summary>
    public int PrimaryPort { get; set; } = 11111;

    /// <summary>The address that other silos reach this one at; empty for the machine's own.</summary>
    public string AdvertisedAddress { get; set; } = "";

    /// <summary>
    /// How often each silo is probed by others, and how long it may take to answer. With two missed probes a dead silo is noticed within
    /// some 3 s, and one that hangs for longer is voted out: what that takes is in the operations guide. Default 1 s.
    /// </summary>
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many missed probes make a silo suspect. Default 2.</summary>
    public int MissedProbeCount { get; set; } = 2;

    /// <summary>
    /// How long a node may fail to reach the membership store, while others reach it, before it stops serving. Default 10 s. 0 for never.
    /// </summary>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
