using Hotlink.Grains.Abstractions.Frames;

namespace Hotlink.Grains.Tests.Frames;

public sealed class FramePoolTests
{
    [Theory]
    [InlineData(0, 1024)]
    [InlineData(1, 1024)]
    [InlineData(1024, 1024)]
    [InlineData(1025, 2048)]
    [InlineData(8 * 1024 * 1024, 8 * 1024 * 1024)]
    [InlineData((8 * 1024 * 1024) + 1, FramePool.MaxCapacity)]
    [InlineData(FramePool.MaxCapacity, FramePool.MaxCapacity)]
    public void Rent_AnySize_GivesTheNextPowerOfTwo(int size, int capacity)
    {
        var frame = new FramePool().Rent(size);
        Assert.Equal(capacity, frame.Capacity);
        Assert.Equal(0, frame.Length);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(FramePool.MaxCapacity + 1)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    [Trait("CWE", "789")]
    public void Rent_NoSize_ThrowsAndCountsNothing(int size)
    {
        var pool = new FramePool();
        Assert.Throws<ArgumentOutOfRangeException>(() => pool.Rent(size));
        Assert.Equal(0, pool.Outstanding);
    }

    [Fact]
    public void Rent_AfterARelease_GivesTheSameFrameEmptied()
    {
        var pool = new FramePool();
        var frame = pool.Rent(500);
        frame.Length = 400;
        frame.Release();
        Assert.Same(frame, pool.Rent(1000));
        Assert.Equal(0, frame.Length);
    }

    [Fact]
    public void Rent_TwiceBeforeARelease_GivesTwoFrames()
    {
        var pool = new FramePool();
        Assert.NotSame(pool.Rent(10), pool.Rent(10));
        Assert.Equal(2, pool.Outstanding);
    }

    [Fact]
    public void Release_MoreThanIsKept_LetsTheRestGo()
    {
        var pool = new FramePool(retainedBytesPerClass: 4 * 1024);
        var frames = Enumerable.Range(0, 10).Select(_ => pool.Rent(1024)).ToArray();
        Array.ForEach(frames, frame => frame.Release());
        Assert.Equal(0, pool.Outstanding);
        Assert.Equal(4, Enumerable.Range(0, 10).Select(_ => pool.Rent(1024)).Intersect(frames).Count());
    }

    [Fact]
    public void Release_LargestFrameOfASmallPool_IsKeptOnce()
    {
        var pool = new FramePool(retainedBytesPerClass: 1024);
        var (first, second) = (pool.Rent(FramePool.MaxCapacity), pool.Rent(FramePool.MaxCapacity));
        first.Release();
        second.Release();
        Assert.Same(first, pool.Rent(FramePool.MaxCapacity));
        Assert.NotSame(second, pool.Rent(FramePool.MaxCapacity));
    }

    [Fact]
    public void Trim_NothingRentedSinceTheLast_LetsEverythingGo()
    {
        var pool = new FramePool();
        var frame = pool.Rent(10);
        frame.Release();
        pool.Trim();
        pool.Trim();
        Assert.NotSame(frame, pool.Rent(10));
    }

    [Fact]
    public void Trim_FramesInUseAllTheTime_KeepsThem()
    {
        var pool = new FramePool();
        var frames = Enumerable.Range(0, 3).Select(_ => pool.Rent(10)).ToArray();
        Array.ForEach(frames, frame => frame.Release());
        pool.Trim();
        for (var round = 0; round < 5; round++)
        {
            var used = pool.Rent(10);
            Assert.Contains(used, frames);
            used.Release();
            pool.Trim();
        }

        // Only the one that was needed is left.
        var kept = pool.Rent(10);
        Assert.Contains(kept, frames);
        Assert.DoesNotContain(pool.Rent(10), frames);
    }

    [Fact]
    public void RentReleaseTrim_FromManyThreads_GiveEachFrameToOneHolder()
    {
        var pool = new FramePool(retainedBytesPerClass: 8 * 1024);
        Parallel.For(0, 4, worker =>
        {
            var random = new Random(worker);
            var held = new List<Frame>();
            for (var step = 0; step < 20_000; step++)
            {
                if (held.Count < 8 && random.Next(2) == 0)
                {
                    var frame = pool.Rent(random.Next(0, 4096));
                    frame.Length = 1;
                    frame.Buffer.Span[0] = (byte)worker;
                    held.Add(frame);
                }
                else if (held.Count > 0)
                {
                    var frame = held[random.Next(held.Count)];
                    Assert.Equal((worker, 1), (frame.Span[0], frame.Length));
                    held.Remove(frame);
                    frame.Release();
                }

                if (step % 1_000 == 0)
                {
                    pool.Trim();
                }
            }

            held.ForEach(frame => frame.Release());
        });
        Assert.Equal(0, pool.Outstanding);
    }
}
