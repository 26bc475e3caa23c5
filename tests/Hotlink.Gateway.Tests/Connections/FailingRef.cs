using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Gateway.Tests.Connections;

/// <summary>A grain that can't be reached for its first calls.</summary>
internal sealed class FailingRef<TGrain>(GrainRef<TGrain> inner, int failures) : GrainRef<TGrain>
    where TGrain : class, IHotlinkGrain
{
    private int _calls;

    /// <summary>How often it was called.</summary>
    public int Calls => Volatile.Read(ref _calls);

    public override string Key => inner.Key;

    public override ValueTask<TResult> CallAsync<TArgument, TResult>(TArgument argument, Func<TGrain, TArgument, ValueTask<TResult>> method) =>
        Interlocked.Increment(ref _calls) > failures ? inner.CallAsync(argument, method) : throw new TimeoutException();
}
