namespace Hotlink.Silo.Orleans;

/// <summary>How the silos of a cluster find each other. Section <c>Cluster</c> of the configuration.</summary>
public sealed class HotlinkClusterOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Cluster";

    /// <summary><c>localhost</c>: silos of one machine, for development. <c>postgres</c>: a PostgreSQL database. Default <c>localhost</c>.</summary>
    public string Membership { get; set; } = "localhost";

    /// <summary>The database's connection string, for <c>postgres</c>.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>The cluster's name: silos of different names never meet. Default <c>hotlink</c>.</summary>
    public string ClusterId { get; set; } = "hotlink";

    /// <summary>The port for other silos. Default 11111.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>The port for gateways without a silo. Default 30000.</summary>
    public int GatewayPort { get; set; } = 30000;

    /// <summary>The silo port of the first silo, for <c>localhost</c>. Default 11111.</summary>
    public int PrimaryPort { get; set; } = 11111;

    /// <summary>The address that other silos reach this one at; empty for the machine's own.</summary>
    public string AdvertisedAddress { get; set; } = "";

    /// <summary>
    /// How often each silo is probed by others. With two missed probes a dead silo is noticed within some 5 s; a silo that hangs for
    /// longer is voted out. Default 1 s.
    /// </summary>
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many missed probes make a silo suspect. Default 2.</summary>
    public int MissedProbeCount { get; set; } = 2;
}
