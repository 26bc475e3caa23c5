using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Hosting;

namespace Hotlink.Silo.Local;

/// <summary>The live grains of one type, by key.</summary>
internal sealed class LocalGrainTable<TGrain>(
    Func<HotlinkGrain> create, bool reentrant, IGrainDirectory grains, TimeProvider time, TurnFailures failures) : ILocalGrainTable
    where TGrain : class, IHotlinkGrain
{
    // Parts, so that those who look for grains on several threads don't wait for each other. Each is its own lock.
    private const int PartCount = 32;
    private readonly HashSet<Activation<TGrain>>[] _parts = [.. Enumerable.Range(0, PartCount).Select(static _ => NewPart())];

    public Type GrainType => typeof(TGrain);

    public int Count => _parts.Sum(static part =>
    {
        lock (part)
        {
            return part.Count;
        }
    });

    public bool IsReentrant => reentrant;

    public IGrainDirectory Grains => grains;

    public TimeProvider Time => time;

    /// <summary>The grain that a reference leads to, brought to life where it isn't.</summary>
    public Activation<TGrain> Find(LocalGrainRef<TGrain> reference)
    {
        var part = PartOf(reference.Key);
        lock (part)
        {
            if (!part.GetAlternateLookup<string>().TryGetValue(reference.Key, out var activation))
            {
                activation = new(reference, create());
                part.Add(activation);
            }

            return activation;
        }
    }

    /// <summary>A reference to the grain with this key: one for all while it is alive, so that its key is in memory once.</summary>
    public LocalGrainRef<TGrain> RefTo(string key)
    {
        var part = PartOf(key);
        lock (part)
        {
            return part.GetAlternateLookup<string>().TryGetValue(key, out var activation) ? activation.Reference : new(this, key);
        }
    }

    /// <summary>Forgets a grain that has ended.</summary>
    public void Remove(Activation<TGrain> activation)
    {
        var part = PartOf(activation.Key);
        lock (part)
        {
            part.Remove(activation);
        }
    }

    /// <summary>Sees to a turn that nobody awaits.</summary>
    public void Watch(ValueTask turn) => failures.Watch(turn);

    private static HashSet<Activation<TGrain>> NewPart() => new(ActivationComparer<TGrain>.Instance);

    private HashSet<Activation<TGrain>> PartOf(string key) => _parts[(uint)key.GetHashCode(StringComparison.Ordinal) % PartCount];
}
