using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Grains.Tests.Sessions;

/// <summary>A reference whose answers can be held back.</summary>
internal sealed class GatedRef<TGrain>(GrainRef<TGrain> inner, GatedDirectory directory) : GrainRef<TGrain>
    where TGrain : class, IHotlinkGrain
{
    public override string Key => inner.Key;

    public override ValueTask<TResult> CallAsync<TArgument, TResult>(TArgument argument, Func<TGrain, TArgument, ValueTask<TResult>> method)
    {
        var call = inner.CallAsync(argument, method);
        return directory.TakeGate<TGrain>(Key) is { } gate ? PassAsync(call, gate) : call;
    }

    private static async ValueTask<TResult> PassAsync<TResult>(ValueTask<TResult> call, Gate gate)
    {
        var result = await call;
        await gate.PassAsync();
        return result;
    }
}
