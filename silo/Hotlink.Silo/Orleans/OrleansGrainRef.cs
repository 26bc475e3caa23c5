using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Silo.Orleans;

/// <summary>A reference to a grain of a cluster.</summary>
internal sealed class OrleansGrainRef<TGrain>(string key, TGrain proxy) : GrainRef<TGrain>
    where TGrain : class, IHotlinkGrain
{
    public override string Key => key;

    public override ValueTask<TResult> CallAsync<TArgument, TResult>(TArgument argument, Func<TGrain, TArgument, ValueTask<TResult>> method) =>
        method(proxy, argument);
}
