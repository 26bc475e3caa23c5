using Hotlink.Grains.Abstractions.Frames;

namespace Hotlink.Grains.Tests.Frames;

public sealed class FrameTests
{
    private readonly FramePool _pool = new();

    [Fact]
    public void Release_ByEveryOwner_ReturnsTheFrameOnce()
    {
        var frame = _pool.Rent(10);
        frame.Retain();
        frame.Release();
        Assert.Equal(1, _pool.Outstanding);
        frame.Release();
        Assert.Equal(0, _pool.Outstanding);
    }

    [Fact]
    [Trait("CWE", "415")]
    public void Release_Twice_Throws()
    {
        var frame = _pool.Rent(10);
        frame.Release();
        Assert.Throws<InvalidOperationException>(frame.Release);
        Assert.Equal(0, _pool.Outstanding);
    }

    [Fact]
    [Trait("CWE", "416")]
    public void Retain_AfterTheLastRelease_Throws()
    {
        var frame = _pool.Rent(10);
        frame.Release();
        Assert.Throws<InvalidOperationException>(frame.Retain);
    }

    [Fact]
    [Trait("CWE", "416")]
    public void Retain_Refused_LeavesNoOwnerBehind()
    {
        var frame = _pool.Rent(10);
        frame.Release();
        Assert.Throws<InvalidOperationException>(frame.Retain);
        Assert.Throws<InvalidOperationException>(frame.Release);
        Assert.NotSame(_pool.Rent(10), _pool.Rent(10));
    }

    [Fact]
    public void Memory_CoversTheBytesInUseOnly()
    {
        var frame = _pool.Rent(100);
        new byte[] { 1, 2, 3 }.CopyTo(frame.Buffer);
        frame.Length = 3;
        Assert.Equal([1, 2, 3], frame.Memory.ToArray());
        Assert.Equal([1, 2, 3], frame.Span.ToArray());
        Assert.Equal(1024, frame.Capacity);
    }

    [Fact]
    public void RetainAndRelease_FromManyThreads_ReturnTheFrameOnce()
    {
        for (var round = 0; round < 200; round++)
        {
            var frame = _pool.Rent(10);
            const int Owners = 64;
            for (var i = 1; i < Owners; i++)
            {
                frame.Retain();
            }

            Parallel.For(0, Owners, _ =>
            {
                frame.Retain();
                frame.Release();
                frame.Release();
            });
            Assert.Equal(0, _pool.Outstanding);
            Assert.Throws<InvalidOperationException>(frame.Release);
        }
    }
}
