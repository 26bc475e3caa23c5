namespace Hotlink.Grains.Abstractions.Hosting;

/// <summary>A grain: one object per key in the whole cluster, one turn at a time.</summary>
public interface IHotlinkGrain;
