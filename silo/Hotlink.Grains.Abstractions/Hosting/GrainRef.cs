namespace Hotlink.Grains.Abstractions.Hosting;

/// <summary>A reference to one grain, good for as long as it is kept. Thread-safe.</summary>
/// <typeparam name="TGrain">The grain's interface.</typeparam>
public abstract class GrainRef<TGrain>
    where TGrain : class, IHotlinkGrain
{
    /// <summary>The grain's key.</summary>
    public abstract string Key { get; }

    /// <summary>
    /// Calls a method of the grain in the grain's turn. In one process with an idle grain the call runs on the caller's thread and costs
    /// no allocation when <paramref name="method"/> is static.
    /// </summary>
    /// <param name="argument">What the method is called with.</param>
    /// <param name="method">The call: one method of the grain, nothing else.</param>
    public abstract ValueTask<TResult> CallAsync<TArgument, TResult>(TArgument argument, Func<TGrain, TArgument, ValueTask<TResult>> method);
}
