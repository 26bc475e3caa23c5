using System.Threading.Tasks.Sources;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Grains.Tests.Sessions;

/// <summary>A connection whose answer is there at once and can be taken once, as those of a cluster's calls can.</summary>
internal sealed class OneAnswerRef(DeliveryResult answer) : GrainRef<IConnectionGrain>, IValueTaskSource<DeliveryResult>
{
    private ManualResetValueTaskSourceCore<DeliveryResult> _source;

    public override string Key => GrainKeys.Connection("tenant", "bob@two.example", "1");

    public override ValueTask<TResult> CallAsync<TArgument, TResult>(TArgument argument, Func<IConnectionGrain, TArgument, ValueTask<TResult>> method)
    {
        _source.SetResult(answer);
        return (ValueTask<TResult>)(object)new ValueTask<DeliveryResult>(this, _source.Version);
    }

    public DeliveryResult GetResult(short token)
    {
        var result = _source.GetResult(token);
        _source.Reset();
        return result;
    }

    public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
