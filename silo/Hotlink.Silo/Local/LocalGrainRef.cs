using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Silo.Local;

/// <summary>A reference that remembers the live grain between calls.</summary>
internal sealed class LocalGrainRef<TGrain>(LocalGrainTable<TGrain> table, string key) : GrainRef<TGrain>
    where TGrain : class, IHotlinkGrain
{
    private Activation<TGrain>? _activation;

    public override string Key => key;

    /// <summary>The table that the grain is in while it is alive.</summary>
    public LocalGrainTable<TGrain> Table => table;

    public override ValueTask<TResult> CallAsync<TArgument, TResult>(TArgument argument, Func<TGrain, TArgument, ValueTask<TResult>> method)
    {
        var activation = _activation ??= table.Find(this);
        return activation.TryCall(argument, method, out var result) ? result : CallAgainAsync(activation, argument, method);
    }

    // The grain was just ending: wait until it has, then bring it to life again.
    private async ValueTask<TResult> CallAgainAsync<TArgument, TResult>(
        Activation<TGrain> ended, TArgument argument, Func<TGrain, TArgument, ValueTask<TResult>> method)
    {
        while (true)
        {
            await ended.Ended;
            var activation = table.Find(this);
            _activation = activation;
            if (activation.TryCall(argument, method, out var result))
            {
                return await result;
            }

            ended = activation;
        }
    }
}
