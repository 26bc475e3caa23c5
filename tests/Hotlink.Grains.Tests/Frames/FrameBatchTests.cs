using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Grains.Tests.Kit;

namespace Hotlink.Grains.Tests.Frames;

public sealed class FrameBatchTests
{
    private readonly FramePool _pool = new();

    private FrameFactory Frames => new(_pool);

    [Fact]
    public void Add_Frames_KeepsOrderAndCountsBytes()
    {
        var batch = Frames.Batch("a", "bb", "ccc", "dddd", "eeeee");
        Assert.Equal((5, 15L), (batch.Count, batch.Bytes));
        Assert.Equal(["a", "bb", "ccc", "dddd", "eeeee"], TextsOf(batch));
        batch.Dispose();
        Assert.Equal(0, _pool.Outstanding);
    }

    [Fact]
    public void Append_OtherBatch_MovesItsFrames()
    {
        var batch = Frames.Batch("1");
        batch.Append(Frames.Batch("2", "3"));
        Assert.Equal(["1", "2", "3"], TextsOf(batch));
        Assert.Equal(3, batch.Bytes);
        batch.Dispose();
        Assert.Equal(0, _pool.Outstanding);
    }

    [Fact]
    public void Share_Batch_HasTheSameFramesAndOwnsThemToo()
    {
        var batch = Frames.Batch("1", "2");
        var shared = batch.Share();
        batch.Dispose();
        Assert.Equal(["1", "2"], TextsOf(shared));
        Assert.Equal(2, _pool.Outstanding);
        shared.Dispose();
        Assert.Equal(0, _pool.Outstanding);
    }

    [Fact]
    public void Detach_Batch_LeavesTheFramesToTheCaller()
    {
        var batch = Frames.Batch("1");
        var frame = batch.Frames[0];
        batch.Detach();
        Assert.Equal(1, _pool.Outstanding);
        frame.Release();
        Assert.Equal(0, _pool.Outstanding);
    }

    // Else two who rent a batch later would get the same one, and their streams would mix.
    [Fact]
    public void Dispose_Twice_Throws()
    {
        var batch = Frames.Batch("1");
        batch.Dispose();
        Assert.Throws<InvalidOperationException>(batch.Dispose);
        Assert.Throws<InvalidOperationException>(batch.Detach);
    }

    private static string[] TextsOf(FrameBatch batch) => [.. batch.Frames.ToArray().Select(FrameFactory.TextOf)];
}
