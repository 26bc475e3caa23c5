using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Tests.Kit;
using Hotlink.Silo.Local;
using Microsoft.Extensions.Logging;

namespace Hotlink.Grains.Tests.Local;

/// <summary>A table of probes, and the directory that finds them.</summary>
internal sealed class ProbeTable : IGrainDirectory
{
    private readonly LocalGrainTable<IProbeGrain> _table;
    private int _created;

    public ProbeTable(bool reentrant = false)
    {
        var logger = new LoggerFactory([Errors]).CreateLogger<LocalGrainDirectory>();
        _table = new(() => new ProbeGrain(Interlocked.Increment(ref _created), () => Deactivate()), reentrant, this, Time, new(logger));
    }

    public TestTimeProvider Time { get; } = new();

    public ErrorLog Errors { get; } = new();

    /// <summary>What a grain does when it ends.</summary>
    public Func<ValueTask> Deactivate { get; set; } = () => ValueTask.CompletedTask;

    public int Count => _table.Count;

    public LocalGrainRef<IProbeGrain> this[string key] => new(_table, key);

    public GrainRef<TGrain> GetGrain<TGrain>(string key)
        where TGrain : class, IHotlinkGrain => (GrainRef<TGrain>)(object)this[key];

    /// <summary>Has a grain do something in a turn.</summary>
    public Task<int> RunAsync(string key, Func<ProbeGrain, ValueTask<int>> work) =>
        this[key].CallAsync(work, static (grain, body) => grain.RunAsync(body)).AsTask();

    /// <summary>Has a grain do something in a turn that awaits nothing.</summary>
    public Task<int> RunAsync(string key, Action<ProbeGrain> work) =>
        RunAsync(key, grain =>
        {
            work(grain);
            return new(0);
        });
}
