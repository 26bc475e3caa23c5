using Hotlink.Grains.Abstractions.Frames;

namespace Hotlink.Grains.Tests.Frames;

public sealed class FrameBatchTests
{
    private readonly FramePool _pool = new();

    [Fact]
    public void Add_ManyFrames_KeepsTheirOrderAndBytes()
    {
        var batch = FrameBatch.Rent();
        var frames = Enumerable.Range(1, 100).Select(Frame).ToArray();
        Array.ForEach(frames, batch.Add);
        Assert.Equal(frames, batch.Frames.ToArray());
        Assert.Equal((100, 5050), (batch.Count, batch.Bytes));
        batch.Dispose();
        Assert.Equal(0, _pool.Outstanding);
    }

    [Fact]
    public void Share_Batch_OwnsEachFrameOnceMore()
    {
        var batch = Batch(3);
        var copy = batch.Share();
        Assert.Equal(batch.Frames.ToArray(), copy.Frames.ToArray());
        Assert.Equal(batch.Bytes, copy.Bytes);
        batch.Dispose();
        Assert.Equal(3, _pool.Outstanding);
        copy.Dispose();
        Assert.Equal(0, _pool.Outstanding);
    }

    [Fact]
    public void Append_Other_MovesItsFramesToTheEnd()
    {
        var (first, second) = (Batch(2), Batch(3));
        Frame[] all = [.. first.Frames, .. second.Frames];
        first.Append(second);
        Assert.Equal(all, first.Frames.ToArray());
        first.Dispose();
        Assert.Equal(0, _pool.Outstanding);
    }

    [Fact]
    public void Detach_Batch_LeavesTheFramesToTheCaller()
    {
        var batch = Batch(2);
        var frames = batch.Frames.ToArray();
        batch.Detach();
        Assert.Equal(2, _pool.Outstanding);
        Array.ForEach(frames, frame => frame.Release());
        Assert.Equal(0, _pool.Outstanding);
    }

    [Fact]
    [Trait("CWE", "416")]
    public void Abandon_BatchThatWasTaken_ChangesNothing()
    {
        var batch = Batch(2);
        var lease = batch.Lease;
        Assert.True(batch.TryTake());
        Assert.False(batch.Abandon(lease));
        Assert.Equal(2, _pool.Outstanding);
        batch.Dispose();
        Assert.Equal(0, _pool.Outstanding);
    }

    // Of the same object, but of somebody else by now.
    [Fact]
    [Trait("CWE", "416")]
    public void Abandon_LeaseThatIsOver_LeavesTheNextOneAlone()
    {
        var batch = Batch(2);
        var lease = batch.Lease;
        batch.Dispose();
        Assert.False(batch.Abandon(lease));
        var next = Batch(1);
        Assert.False(next.Abandon(lease));
        next.Dispose();
        Assert.Equal(0, _pool.Outstanding);
    }

    [Fact]
    [Trait("CWE", "416")]
    public void TryTake_BatchThatWasAbandoned_IsFalse()
    {
        var batch = Batch(2);
        Assert.True(batch.Abandon(batch.Lease));
        Assert.Equal(0, _pool.Outstanding);
        Assert.False(batch.TryTake());
        Assert.Throws<InvalidOperationException>(batch.Dispose);
    }

    [Fact]
    [Trait("CWE", "415")]
    public void Dispose_Twice_ThrowsAndIsPooledOnce()
    {
        var batch = Batch(1);
        batch.Dispose();
        Assert.Throws<InvalidOperationException>(batch.Dispose);
        var rented = Enumerable.Range(0, 1100).Select(_ => FrameBatch.Rent()).ToArray();
        Assert.Equal(rented.Length, rented.Distinct().Count());
        Array.ForEach(rented, one => one.Dispose());
    }

    [Fact]
    [Trait("CWE", "416")]
    public void Add_AfterDispose_Throws()
    {
        var batch = Batch(1);
        batch.Dispose();
        var frame = Frame(1);
        Assert.Throws<InvalidOperationException>(() => batch.Add(frame));
        frame.Release();
    }

    [Fact]
    public void Rent_AfterManyDisposals_IsAlwaysEmptyAndHeldByOne()
    {
        Parallel.For(0, 4, worker =>
        {
            for (var round = 0; round < 5_000; round++)
            {
                var (one, two) = (FrameBatch.Rent(), FrameBatch.Rent());
                Assert.Equal((0, 0L), (one.Count, one.Bytes));
                var frame = Frame(1);
                one.Add(frame);
                Assert.Equal(0, two.Count);
                Assert.Same(frame, one.Frames[0]);
                one.Dispose();
                two.Dispose();
            }
        });
        Assert.Equal(0, _pool.Outstanding);
    }

    private Frame Frame(int length)
    {
        var frame = _pool.Rent(length);
        frame.Length = length;
        return frame;
    }

    private FrameBatch Batch(int count)
    {
        var batch = FrameBatch.Rent();
        for (var i = 0; i < count; i++)
        {
            batch.Add(Frame(10));
        }

        return batch;
    }
}
