using Microsoft.Extensions.DependencyInjection;

namespace Hotlink.Grains.Hosting;

/// <content>A grain of a cluster. The local host makes the same class by itself; then none of this runs.</content>
internal abstract partial class HotlinkGrain : Grain
{
    private GrainRoll? _roll;
    private bool _isKept;

    /// <summary>Whether the grain takes what it holds along when it moves.</summary>
    public bool CanMove => this is IGrainMigrationParticipant && !IsIdle;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Bind(new OrleansGrainHost(this, ServiceProvider));
        _roll = ServiceProvider.GetService<GrainRoll>();
        _roll?.Add(this);
        _isKept = false;
        KeepWhileHolding();
        return Task.CompletedTask;
    }

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

    /// <summary>Moves to another silo, which is stopped otherwise with the grain on it.</summary>
    public void Leave(string node) => MoveTo(node);

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _roll?.Remove(this);
        await OnDeactivateAsync();
    }
}
