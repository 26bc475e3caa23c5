using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Grains.Tests.Sessions;

/// <summary>A reference whose calls and answers can be held back.</summary>
internal sealed class GatedRef<TGrain>(GrainRef<TGrain> inner, GatedDirectory directory) : GrainRef<TGrain>
    where TGrain : class, IHotlinkGrain
{
    public override string Key => inner.Key;

    public override ValueTask<TResult> CallAsync<TArgument, TResult>(TArgument argument, Func<TGrain, TArgument, ValueTask<TResult>> method) =>
        directory.TakeGate<TGrain>(Key) is { } gate ? PassAsync(gate, argument, method) : inner.CallAsync(argument, method);

    private async ValueTask<TResult> PassAsync<TArgument, TResult>(Gate gate, TArgument argument, Func<TGrain, TArgument, ValueTask<TResult>> method)
    {
        if (gate.HoldsCall)
        {
            await gate.PassAsync();
            return await inner.CallAsync(argument, method);
        }

        var result = await inner.CallAsync(argument, method);
        await gate.PassAsync();
        return result;
    }
}
