using Hotlink.Grains.Abstractions.Datasites;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Abstractions.Sessions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hotlink.Grains.Access;

/// <summary>Takes changes of access rules to the sessions that they concern. Changes of one datasite that come together are one.</summary>
internal sealed partial class AccessChangeRelay(Rulebooks rulebooks, IGrainDirectory grains, ILogger<AccessChangeRelay> logger) : BackgroundService
{
    private readonly Lock _gate = new();
    private readonly HashSet<(string Tenant, string Datasite)> _changed = [];
    private readonly SemaphoreSlim _signal = new(0, 1);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        rulebooks.Changed += Add;
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        rulebooks.Changed -= Add;
        base.Dispose();
        _signal.Dispose();
    }

    // The next change doesn't wait for the sessions of the last one: a peer that takes no news would hold up everybody's.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var telling = new List<Task>();
        while (true)
        {
            await _signal.WaitAsync(stoppingToken);
            telling.RemoveAll(task => task.IsCompleted);
            telling.AddRange(TakeAll().Select(changed => TellAsync(changed.Tenant, changed.Datasite)));
        }
    }

    private async Task TellAsync(string tenant, string datasite)
    {
        try
        {
            var owner = grains.GetGrain<IDatasiteGrain>(GrainKeys.Datasite(tenant, datasite));
            var sessions = await owner.CallAsync(0, static (grain, _) => grain.WatchersAsync());
            await Task.WhenAll(sessions.Select(TellAsync));
        }
        catch (Exception exception)
        {
            TellFailed(logger, exception);
        }
    }

    // Never throws: one session that fails must not keep the others from hearing.
    private async Task TellAsync(string sessionKey)
    {
        try
        {
            await grains.GetGrain<ISessionGrain>(sessionKey).CallAsync(0, static (grain, _) => grain.AccessChangedAsync());
        }
        catch (Exception exception)
        {
            TellFailed(logger, exception);
        }
    }

    private void Add(string tenant, string datasite)
    {
        lock (_gate)
        {
            if (_changed.Add((tenant, datasite)) && _changed.Count == 1 && _signal.CurrentCount == 0)
            {
                _signal.Release();
            }
        }
    }

    private (string Tenant, string Datasite)[] TakeAll()
    {
        lock (_gate)
        {
            var all = _changed.ToArray();
            _changed.Clear();
            return all;
        }
    }

    [LoggerMessage(3101, LogLevel.Error, "Sessions could not be told of changed access rules.")]
    private static partial void TellFailed(ILogger logger, Exception exception);
}
