using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Hosting;

namespace Hotlink.Grains.Tests.Local;

/// <inheritdoc cref="IProbeGrain"/>
internal sealed class ProbeGrain(int generation, Func<ValueTask> deactivate) : HotlinkGrain, IProbeGrain
{
    private int _inside;

    /// <summary>The how manieth grain of its table it is.</summary>
    public int Generation => generation;

    /// <summary>Whether it stays when nobody calls.</summary>
    public bool Stays { get; set; } = true;

    /// <summary>Plain state: torn where turns overlap.</summary>
    public int Sum { get; set; }

    public IGrainDirectory Directory => Grains;

    public override bool IsIdle => !Stays;

    public ValueTask<int> RunAsync(Func<ProbeGrain, ValueTask<int>> work) => work(this);

    public ValueTask<int> AddAsync(int number) => new(Sum += number);

    public override ValueTask OnDeactivateAsync() => deactivate();

    public IDisposable StartProbe(TimeSpan due, Func<ValueTask> callback) => StartTimer(due, callback);

    /// <summary>Runs something that must not overlap with anything else of this grain.</summary>
    public void Alone(Action work)
    {
        Assert.Equal(0, Interlocked.Exchange(ref _inside, 1));
        work();
        Volatile.Write(ref _inside, 0);
    }
}
