using Hotlink.Grains.Abstractions.Frames;

namespace Hotlink.Grains.Tests.Frames;

public sealed class FramePoolTests
{
    private readonly FramePool _pool = new(retainedBytesPerClass: 4096);

    [Theory]
    [InlineData(0, 1024)]
    [InlineData(1024, 1024)]
    [InlineData(1025, 2048)]
    [InlineData(FramePool.MaxCapacity - 1, FramePool.MaxCapacity)]
    [InlineData(FramePool.MaxCapacity, FramePool.MaxCapacity)]
    public void Rent_Size_FitsIntoThePowerOfTwoAbove(int size, int capacity)
    {
        var frame = _pool.Rent(size);
        Assert.Equal((capacity, 0), (frame.Capacity, frame.Length));
        Assert.Equal(1, _pool.Outstanding);
        frame.Release();
        Assert.Equal(0, _pool.Outstanding);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(FramePool.MaxCapacity + 1)]
    public void Rent_OutOfRange_Throws(int size)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _pool.Rent(size));
        Assert.Equal(0, _pool.Outstanding);
    }

    [Fact]
    public void Release_LastOwner_ReturnsTheBuffer()
    {
        var frame = _pool.Rent(10);
        frame.Retain();
        frame.Release();
        Assert.NotSame(frame, _pool.Rent(10));
        frame.Release();
        Assert.Same(frame, _pool.Rent(10));
    }

    [Fact]
    public void Release_MoreOftenThanOwned_Throws()
    {
        var frame = _pool.Rent(10);
        frame.Release();
        Assert.Throws<InvalidOperationException>(frame.Release);
    }

    [Fact]
    public void Retain_AfterTheLastRelease_Throws()
    {
        var frame = _pool.Rent(10);
        frame.Release();
        Assert.Throws<InvalidOperationException>(frame.Retain);
    }

    [Fact]
    public void Release_MoreThanIsKept_LetsGo()
    {
        var frames = Enumerable.Range(0, 6).Select(_ => _pool.Rent(10)).ToArray();
        Array.ForEach(frames, frame => frame.Release());
        var again = Enumerable.Range(0, 6).Select(_ => _pool.Rent(10)).ToArray();
        Assert.Equal(4, again.Intersect(frames).Count());
    }

    [Fact]
    public void Trim_UnusedSinceTheLastTime_LetsGo()
    {
        var frame = _pool.Rent(10);
        frame.Release();
        _pool.Trim();
        Assert.Same(frame, _pool.Rent(10));
        frame.Release();
        _pool.Trim();
        _pool.Trim();
        Assert.NotSame(frame, _pool.Rent(10));
    }

    [Fact]
    public void Rent_SteadyState_AllocatesNothing()
    {
        _pool.Rent(1000).Release();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            _pool.Rent(1000).Release();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
