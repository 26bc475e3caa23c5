using Hotlink.Daemon.Framing;

namespace Hotlink.Daemon.Tests.Framing;

/// <summary>Frames out of bytes that come in any pieces, with anything between them.</summary>
public sealed class HlnkReaderTests
{
    private static readonly HlnkFrame First = new("a@x.io/app/m.request", new byte[] { 1, 2, 3 }, "tag", 7);
    private static readonly HlnkFrame Second = new("a@x.io/app/n.response", "HLNK\u0001"u8.ToArray(), "", ulong.MaxValue);

    [Theory]
    [MemberData(nameof(HlnkFrames.Vectors), MemberType = typeof(HlnkFrames))]
    public void Vector_BothWays_IsExact(string hex, string path, string tag, string payload, ulong seq)
    {
        var frame = new HlnkFrame(path, Convert.FromHexString(payload), tag, seq);

        Assert.Equal(hex, Convert.ToHexStringLower(HlnkWriter.ToArray(frame)));
        Assert.Equal(hex.Length / 2, HlnkWriter.SizeOf(frame));
        HlnkFrames.Same(frame, Assert.Single(new HlnkReader().ReadAll(Convert.FromHexString(hex))));
    }

    [Fact]
    public void Read_EverySplitIntoThree_GivesTheSameFrames()
    {
        byte[] bytes = [.. HlnkWriter.ToArray(First), .. "HLHLNxHLNK\u0002"u8, .. HlnkWriter.ToArray(Second)];
        for (var first = 0; first <= bytes.Length; first++)
        {
            for (var second = first; second <= bytes.Length; second++)
            {
                var reader = new HlnkReader();
                List<HlnkFrame> frames = [.. reader.ReadAll(bytes.AsSpan(0, first)), .. reader.ReadAll(bytes.AsSpan(first, second - first)), .. reader.ReadAll(bytes.AsSpan(second))];
                Assert.Equal(2, frames.Count);
                HlnkFrames.Same(First, frames[0]);
                HlnkFrames.Same(Second, frames[1]);
                Assert.Equal((11L, 1L, HlnkRefusal.BadVersion), (reader.SkippedBytes, reader.RefusedCount, reader.LastRefusal));
                Assert.False(reader.IsInside);
            }
        }
    }

    [Fact]
    public void Read_EveryTruncation_GivesNothingAndGoesOn()
    {
        var bytes = HlnkWriter.ToArray(First);
        for (var length = 0; length < bytes.Length; length++)
        {
            var reader = new HlnkReader();
            Assert.Empty(reader.ReadAll(bytes.AsSpan(0, length)));
            Assert.Equal(length > 0, reader.IsInside);
            HlnkFrames.Same(First, Assert.Single(reader.ReadAll(bytes.AsSpan(length))));
        }
    }

    [Theory]
    [InlineData(5, "0401", HlnkRefusal.PathTooLong)]
    [InlineData(5, "ffff", HlnkRefusal.PathTooLong)]
    [InlineData(7, "0081", HlnkRefusal.TagTooLong)]
    [InlineData(9, "00800001", HlnkRefusal.PayloadTooLarge)]
    [InlineData(9, "ffffffff", HlnkRefusal.PayloadTooLarge)]
    [InlineData(4, "00", HlnkRefusal.BadVersion)]
    public void Read_HostileHead_IsRefusedAndTheNextFrameFound(int at, string hex, HlnkRefusal expected)
    {
        var hostile = HlnkWriter.ToArray(First);
        Convert.FromHexString(hex).CopyTo(hostile, at);
        var reader = new HlnkReader();

        var frames = reader.ReadAll([.. hostile, .. HlnkWriter.ToArray(Second)]);

        HlnkFrames.Same(Second, Assert.Single(frames));
        Assert.Equal((expected, 1L, (long)hostile.Length), (reader.LastRefusal, reader.RefusedCount, reader.SkippedBytes));
    }

    [Fact]
    public void Read_TextThatIsNoUtf8_IsRefusedAndTheNextFrameFound()
    {
        var hostile = HlnkWriter.ToArray(First);
        hostile[22] = 0xff;
        var reader = new HlnkReader();

        HlnkFrames.Same(Second, Assert.Single(reader.ReadAll([.. hostile, .. HlnkWriter.ToArray(Second)])));
        Assert.Equal(HlnkRefusal.BadText, reader.LastRefusal);
    }

    [Fact]
    public void Read_LargestLengthPromised_TakesMemoryOnlyForWhatComes()
    {
        var head = HlnkWriter.ToArray(new("a@x.io/m.request", default));
        Convert.FromHexString("00800000").CopyTo(head, 9);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var reader = new HlnkReader();
        reader.Read(head, out var frame);

        Assert.Null(frame);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 64 * 1024);
    }

    [Fact]
    public void Read_LargestFrameInPieces_IsWhole()
    {
        var payload = new byte[HlnkFormat.MaxPayloadBytes];
        new Random(3).NextBytes(payload);
        var frame = new HlnkFrame($"a@x.io/{new string('p', HlnkFormat.MaxPathBytes - 7)}", payload, new string('t', HlnkFormat.MaxTagBytes), 1);
        var bytes = HlnkWriter.ToArray(frame);
        var reader = new HlnkReader();
        HlnkFrame? read = null;
        for (var at = 0; at < bytes.Length;)
        {
            at += reader.Read(bytes.AsSpan(at, Math.Min(60_001, bytes.Length - at)), out read);
        }

        HlnkFrames.Same(frame, read);
    }

    [Fact]
    public void Read_Noise_FindsEveryFrameInIt()
    {
        var random = new Random(11);
        var bytes = new List<byte>();
        for (var index = 0; index < 200; index++)
        {
            var noise = new byte[random.Next(40)];
            random.NextBytes(noise);
            bytes.AddRange(noise.Where(item => item != (byte)'H'));
            bytes.AddRange(HlnkWriter.ToArray(First with { Seq = (ulong)index }));
        }

        Assert.Equal(Enumerable.Range(0, 200).Select(index => (ulong)index), new HlnkReader().ReadAll(bytes.ToArray()).Select(frame => frame.Seq));
    }

    [Fact]
    public void ToArray_PartTooLarge_Throws()
    {
        Assert.Throws<ArgumentException>(() => HlnkWriter.ToArray(new(new string('p', 1025), default)));
        Assert.Throws<ArgumentException>(() => HlnkWriter.ToArray(new("p", default, new string('t', 129))));
        Assert.Throws<ArgumentException>(() => HlnkWriter.ToArray(new("p", new byte[HlnkFormat.MaxPayloadBytes + 1])));
    }
}
