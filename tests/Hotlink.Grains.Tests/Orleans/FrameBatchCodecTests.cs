using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Hotlink.Grains.Tests.Orleans;

/// <summary>Batches between silos: written once, and never with frames of somebody else.</summary>
public sealed class FrameBatchCodecTests : IDisposable
{
    private readonly FramePool _pool = new();
    private readonly NodeCounters _counters = new();
    private readonly ServiceProvider _services;
    private readonly Serializer<Delivery> _serializer;

    public FrameBatchCodecTests()
    {
        _services = new ServiceCollection().AddSingleton(_pool).AddSingleton(_counters)
            .AddSerializer(serializer => serializer.AddAssembly(typeof(Silo.Orleans.HotlinkClusterOptions).Assembly).AddAssembly(typeof(Delivery).Assembly))
            .BuildServiceProvider();
        _serializer = _services.GetRequiredService<Serializer<Delivery>>();
    }

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Batch_WrittenAndRead_IsTheSameAndLeavesNothingBehind()
    {
        var bytes = _serializer.SerializeToArray(new("session-1", Batch("one", "", "three")));
        var read = _serializer.Deserialize(bytes);
        Assert.Equal(["one", "", "three"], read.Batch.Frames.ToArray().Select(FrameFactory.TextOf));
        Assert.Equal(3, _counters.FramesToNodes);
        read.Batch.Dispose();
        Assert.Equal(0, _pool.Outstanding);
    }

    // A connection between silos broke, and Orleans sends what was on its way again: the frames are gone, and may be somebody else's.
    [Fact]
    [Trait("CWE", "416")]
    public void Batch_WrittenTwice_IsRefusedAndNobodyElsesFramesGo()
    {
        var delivery = new Delivery("session-1", Batch("mine"));
        _serializer.SerializeToArray(delivery);
        var others = Enumerable.Range(0, 2000).Select(_ => Batch("theirs")).ToArray();
        Assert.Throws<InvalidOperationException>(() => _serializer.SerializeToArray(delivery));
        Array.ForEach(others, batch => batch.Dispose());
        Assert.Equal(0, _pool.Outstanding);
    }

    [Fact]
    [Trait("CWE", "416")]
    public void Batch_GivenUp_IsNotWritten()
    {
        var delivery = new Delivery("session-1", Batch("mine"));
        Assert.True(delivery.Batch.Abandon(delivery.Batch.Lease));
        Assert.Throws<InvalidOperationException>(() => _serializer.SerializeToArray(delivery));
        Assert.Equal(0, _pool.Outstanding);
    }

    private FrameBatch Batch(params ReadOnlySpan<string> texts) => new FrameFactory(_pool).Batch(texts);
}
