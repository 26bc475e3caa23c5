namespace Hotlink.Grains.Abstractions.Hosting;

/// <summary>A grain: one object per key in the whole cluster, one turn at a time.</summary>
#if ORLEANS
public interface IHotlinkGrain : IGrainWithStringKey;
#else
public interface IHotlinkGrain;
#endif
