using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Messaging;

namespace Hotlink.Silo.Orleans;

/// <summary>This silo, and what it hears of the others. When it is stopped, the grains that others rely on leave first.</summary>
internal sealed partial class ClusterNode : INodeIdentity, INodeEvents, ISiloStatusListener, ILifecycleParticipant<ISiloLifecycle>
{
    // A probe may be under way when the node is lost, others are asked as well, and the news has to get round.
    private const int NoticeProbes = 4;
    private static readonly TimeSpan LeaveTimeout = TimeSpan.FromSeconds(3);
    private readonly ISiloStatusOracle _oracle;
    private readonly GrainRoll _roll;
    private readonly RoleSilos _silos;
    private readonly ILogger<ClusterNode> _logger;
    private readonly SiloAddress _address;

    public ClusterNode(
        ILocalSiloDetails silo, ISiloStatusOracle oracle, GrainRoll roll, RoleSilos silos, IOptions<ClusterMembershipOptions> membership,
        ILogger<ClusterNode> logger)
    {
        NoticeTime = membership.Value.ProbeTimeout * (membership.Value.NumMissedProbesLimit * NoticeProbes);
        (_oracle, _roll, _silos, _logger, _address) = (oracle, roll, silos, logger, silo.SiloAddress);
        Name = _address.ToParsableString();
    }

    public event Action<string>? NodeLost;

    public string Name { get; }

    public TimeSpan NoticeTime { get; }

    public bool HoldsSessions(string node) => _silos.HoldsSessions(SiloAddress.FromParsableString(node));

    // Calls that wait for a silo are cancelled when it is declared dead.
    public bool IsNodeFailure(Exception failure) =>
        failure is OrleansMessageRejectionException or ConnectionFailedException or OperationCanceledException;

    public void Participate(ISiloLifecycle observer) => observer.Subscribe(
        nameof(ClusterNode),
        ServiceLifecycleStage.Active,
        _ =>
        {
            _oracle.SubscribeToSiloStatusEvents(this);
            return Task.CompletedTask;
        },
        async _ =>
        {
            _oracle.UnSubscribeFromSiloStatusEvents(this);
            await LeaveAsync();
        });

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status == SiloStatus.Dead && updatedSilo != _address)
        {
            var node = updatedSilo.ToParsableString();
            LogNodeLost(_logger, node);
            _roll.NodeLost(node);
            NodeLost?.Invoke(node);
        }
    }

    private async Task LeaveAsync()
    {
        if (_silos.AnyOther(_address) is null)
        {
            return;
        }

        await _roll.MoveAllAsync(() => (_silos.AnyOther(_address) ?? _address).ToParsableString())
            .WaitAsync(LeaveTimeout, TimeProvider.System)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [LoggerMessage(3302, LogLevel.Warning, "Node {Node} is gone.")]
    private static partial void LogNodeLost(ILogger logger, string node);
}
