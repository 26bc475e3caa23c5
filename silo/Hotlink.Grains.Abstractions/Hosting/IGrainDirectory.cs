namespace Hotlink.Grains.Abstractions.Hosting;

/// <summary>Finds grains by type and key, wherever they live. Thread-safe.</summary>
public interface IGrainDirectory
{
    /// <summary>A reference to the grain with this key. It costs no call; the grain comes to life with the first one.</summary>
    /// <typeparam name="TGrain">The grain's interface.</typeparam>
    GrainRef<TGrain> GetGrain<TGrain>(string key)
        where TGrain : class, IHotlinkGrain;
}
