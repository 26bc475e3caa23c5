namespace Hotlink.Gateway.Health;

/// <summary>The readiness of this node, told to load balancers by <c>/readyz</c>. Safe for use from any thread.</summary>
internal sealed class Readiness
{
    private int _state = (int)ReadinessState.Starting;

    public ReadinessState State => (ReadinessState)Volatile.Read(ref _state);

    /// <summary>False when the node already drains, or is ready.</summary>
    public bool MarkReady() =>
        Interlocked.CompareExchange(ref _state, (int)ReadinessState.Ready, (int)ReadinessState.Starting) == (int)ReadinessState.Starting;

    /// <summary>False when it was draining before.</summary>
    public bool MarkDraining() => Interlocked.Exchange(ref _state, (int)ReadinessState.Draining) != (int)ReadinessState.Draining;
}
