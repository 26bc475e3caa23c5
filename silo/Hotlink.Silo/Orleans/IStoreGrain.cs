namespace Hotlink.Silo.Orleans;

/// <summary>Speaks for one silo, which its key names.</summary>
[Alias("hotlink.IStoreGrain")]
internal interface IStoreGrain : IGrainWithStringKey
{
    /// <summary>Whether the silo reaches the membership store.</summary>
    [Alias("ReachesStore")]
    ValueTask<bool> ReachesStoreAsync();
}
