using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Hotlink.Client.Streams;

namespace Hotlink.Client.Tests.Streams;

public sealed class ReorderBufferTests
{
    private const int MaxAhead = 64;

    [Fact]
    public void Frames_AnyOrderWithRepetitions_ComeOutOnceInOrder() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var buffer = new ReorderBuffer(MaxAhead);
            var delivered = new List<long>();
            while (delivered.Count < 300)
            {
                Offer(buffer, delivered, Math.Max(1, buffer.Next + random.Next(-20, 100)));
                Assert.True(buffer.Count <= MaxAhead);
                CheckMissing(buffer);
            }

            Assert.Equal(Enumerable.Range(1, delivered.Count).Select(seq => (long)seq), delivered);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void PlaceOf_TooFarAhead_IsNotHeld()
    {
        var buffer = new ReorderBuffer(MaxAhead);

        Assert.Equal(FramePlace.Early, buffer.PlaceOf(MaxAhead));
        Assert.Equal(FramePlace.TooFar, buffer.PlaceOf(MaxAhead + 1));
        Assert.Equal(FramePlace.TooFar, buffer.PlaceOf(long.MaxValue));
        Assert.Equal(FramePlace.Repeated, buffer.PlaceOf(0));
        Assert.Equal(FramePlace.Repeated, buffer.PlaceOf(-1));
    }

    [Fact]
    public void Restart_HeldFrames_BeginsAtOneAgain()
    {
        var buffer = new ReorderBuffer(MaxAhead);
        Hold(buffer, 5);
        Hold(buffer, 40);

        buffer.Restart();

        Assert.Equal((1, 0, 0, 0), (buffer.Next, buffer.High, buffer.Count, buffer.Bytes));
        Assert.False(buffer.TryTakeNext(out _));
    }

    private static void Offer(ReorderBuffer buffer, List<long> delivered, long seq)
    {
        switch (buffer.PlaceOf(seq))
        {
            case FramePlace.Next:
                buffer.Pass();
                delivered.Add(seq);
                while (buffer.TryTakeNext(out var frame))
                {
                    delivered.Add(frame.Bytes[0] + (256 * frame.Bytes[1]));
                    ArrayPool<byte>.Shared.Return(frame.Buffer!);
                }

                break;
            case FramePlace.Early:
                Hold(buffer, seq);
                break;
        }
    }

    private static void Hold(ReorderBuffer buffer, long seq)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(2);
        (bytes[0], bytes[1]) = ((byte)seq, (byte)(seq >> 8));
        buffer.Hold(seq, new(bytes, 2));
    }

    private static void CheckMissing(ReorderBuffer buffer)
    {
        foreach (var range in buffer.Missing(16))
        {
            for (var seq = range.First; seq <= range.Last; seq++)
            {
                Assert.True(buffer.PlaceOf(seq) is FramePlace.Next or FramePlace.Early);
            }

            Assert.Equal(FramePlace.Repeated, buffer.PlaceOf(range.Last + 1));
        }
    }
}
