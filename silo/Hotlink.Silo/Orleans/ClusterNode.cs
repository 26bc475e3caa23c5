using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Silo.Orleans;

/// <summary>This silo, and what it hears of the others.</summary>
internal sealed class ClusterNode : INodeIdentity, INodeEvents, ISiloStatusListener, ILifecycleParticipant<ISiloLifecycle>
{
    private readonly ISiloStatusOracle _oracle;

    public ClusterNode(ILocalSiloDetails silo, ISiloStatusOracle oracle)
    {
        _oracle = oracle;
        Name = silo.SiloAddress.ToParsableString();
    }

    public event Action<string>? NodeLost;

    public string Name { get; }

    public void Participate(ISiloLifecycle observer) => observer.Subscribe(
        nameof(ClusterNode),
        ServiceLifecycleStage.Active,
        _ =>
        {
            _oracle.SubscribeToSiloStatusEvents(this);
            return Task.CompletedTask;
        },
        _ =>
        {
            _oracle.UnSubscribeFromSiloStatusEvents(this);
            return Task.CompletedTask;
        });

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status == SiloStatus.Dead)
        {
            NodeLost?.Invoke(updatedSilo.ToParsableString());
        }
    }
}
