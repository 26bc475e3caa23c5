using System.Buffers;
using Hotlink.Gateway.WebSockets;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Gateway.Tests.WebSockets;

/// <summary>Memory is reserved for bytes that came, not for those that were announced.</summary>
public sealed class MessageAssemblerMemoryTests
{
    private const int Limit = 8 * 1024 * 1024;
    private const int Least = 4096;

    [Fact]
    [Trait("CWE", "789")]
    public void TryRead_MuchAnnouncedAndLittleSent_ReservesLittle()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var assembler = new MessageAssembler(new FramePool(), Limit);
        var buffer = new ReadOnlySequence<byte>([.. ClientFrame.Header(WebSocketOpcode.Binary, Limit), 1, 2, 3]);
        Assert.Equal(AssemblerStatus.NeedMore, assembler.TryRead(ref buffer, out _));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 4 * Least);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(4_000)]
    [InlineData(65_536)]
    public void TryRead_WhileAMessageGrows_HoldsAtMostTwiceWhatCameRoundedUp(int piece)
    {
        var pool = new FramePool(retainedBytesPerClass: 0);
        var assembler = new MessageAssembler(pool, Limit);
        var header = new ReadOnlySequence<byte>(ClientFrame.Header(WebSocketOpcode.Binary, Limit));
        assembler.TryRead(ref header, out _);
        Assert.Equal(1, pool.Outstanding);
        for (var came = piece; came < Limit / 4; came += piece)
        {
            var buffer = new ReadOnlySequence<byte>(new byte[piece]);
            var grownBy = AllocatedBy(() => assembler.TryRead(ref buffer, out _));
            Assert.InRange(grownBy, 0, Math.Max(Least, 4L * came) + (2L * piece) + 1024);
        }

        assembler.Abandon();
        Assert.Equal(0, pool.Outstanding);
    }

    [Fact]
    public void TryRead_WholeMessageInOneRead_RentsItsSizeOnce()
    {
        var pool = new FramePool();
        var assembler = new MessageAssembler(pool, Limit);
        var buffer = new ReadOnlySequence<byte>(ClientFrame.Of(WebSocketOpcode.Binary, new byte[60_000]));
        Assert.Equal(AssemblerStatus.Message, assembler.TryRead(ref buffer, out var arrived));
        Assert.Equal(65_536, arrived.Frame!.Capacity);
        arrived.Frame.Release();
    }

    [Fact]
    public void TryRead_MessageInManyParts_IsCopiedFewTimes()
    {
        // Each growth at least doubles: a message of one-byte fragments costs no more than twice its length in copies.
        var assembler = new MessageAssembler(new FramePool(retainedBytesPerClass: 0), Limit);
        var fragment = ClientFrame.Of(WebSocketOpcode.Continuation, [7], final: false);
        var first = new ReadOnlySequence<byte>(ClientFrame.Of(WebSocketOpcode.Binary, [7], final: false));
        assembler.TryRead(ref first, out _);
        var growths = 0;
        for (var i = 0; i < 100_000; i++)
        {
            var buffer = new ReadOnlySequence<byte>(fragment);
            growths += AllocatedBy(() => assembler.TryRead(ref buffer, out _)) > 0 ? 1 : 0;
        }

        Assert.InRange(growths, 1, 10);
        assembler.Abandon();
    }

    // A pool that keeps nothing allocates every frame that it rents.
    private static long AllocatedBy(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return allocated < 1024 ? 0 : allocated;
    }
}
