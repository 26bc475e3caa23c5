namespace Hotlink.Silo.Hosting;

/// <summary>Where the grains live.</summary>
public enum SiloKind
{
    /// <summary>In this process alone: no network, no dependency.</summary>
    Local,

    /// <summary>In a cluster of Orleans silos.</summary>
    Orleans,
}
