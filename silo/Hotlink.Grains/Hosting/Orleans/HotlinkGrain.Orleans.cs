namespace Hotlink.Grains.Hosting;

/// <content>A grain of a cluster. The local host makes the same class by itself; then none of this runs.</content>
internal abstract partial class HotlinkGrain : Grain
{
    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Bind(new OrleansGrainHost(this, ServiceProvider));
        return Task.CompletedTask;
    }

    private bool _isKept;

    /// <summary>Tells the collector of idle grains whether it may have this one.</summary>
    public void KeepWhileHolding()
    {
        if (_isKept == !IsIdle)
        {
            return;
        }

        _isKept = !IsIdle;
        DelayDeactivation(_isKept ? TimeSpan.MaxValue : TimeSpan.Zero);
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => await OnDeactivateAsync();
}
