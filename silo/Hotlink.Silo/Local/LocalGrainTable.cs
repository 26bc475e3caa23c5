using System.Collections.Concurrent;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Hosting;

namespace Hotlink.Silo.Local;

/// <summary>The live grains of one type, by key.</summary>
internal sealed class LocalGrainTable<TGrain>(
    Func<HotlinkGrain> create, bool reentrant, IGrainDirectory grains, TimeProvider time, TurnFailures failures) : ILocalGrainTable
    where TGrain : class, IHotlinkGrain
{
    private readonly ConcurrentDictionary<string, Activation<TGrain>> _activations = new();

    public Type GrainType => typeof(TGrain);

    public int Count => _activations.Count;

    public bool IsReentrant => reentrant;

    public IGrainDirectory Grains => grains;

    public TimeProvider Time => time;

    /// <summary>The grain with this key, brought to life where it isn't.</summary>
    public Activation<TGrain> Find(string key) =>
        _activations.TryGetValue(key, out var activation)
            ? activation
            : _activations.GetOrAdd(key, static (newKey, table) => new(newKey, table.Create(), table), this);

    /// <summary>A reference to the grain with this key: one for all while it is alive, so that its key is in memory once.</summary>
    public LocalGrainRef<TGrain> RefTo(string key) =>
        _activations.TryGetValue(key, out var activation) && activation.Reference is { } shared ? shared : new(this, key);

    /// <summary>Forgets a grain that has ended.</summary>
    public void Remove(Activation<TGrain> activation) => _activations.TryRemove(new(activation.Key, activation));

    /// <summary>Sees to a turn that nobody awaits.</summary>
    public void Watch(ValueTask turn) => failures.Watch(turn);

    private HotlinkGrain Create() => create();
}
