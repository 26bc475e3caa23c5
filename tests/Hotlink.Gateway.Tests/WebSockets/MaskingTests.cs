using Hotlink.Gateway.WebSockets;

namespace Hotlink.Gateway.Tests.WebSockets;

public sealed class MaskingTests
{
    private const int Longest = 200;
    private static readonly byte[] Plain = [.. Enumerable.Range(0, Longest).Select(i => (byte)(i * 37))];

    [Fact]
    public void CopyUnmasked_EveryLengthAndOffset_EqualsTheNaiveLoop()
    {
        for (var length = 0; length <= Longest; length++)
        {
            for (var offset = 0; offset < 8; offset++)
            {
                Check(length, offset, sourceAt: 0, targetAt: 0);
            }
        }
    }

    [Fact]
    public void CopyUnmasked_EveryAlignment_EqualsTheNaiveLoop()
    {
        for (var sourceAt = 0; sourceAt < 70; sourceAt++)
        {
            for (var targetAt = 0; targetAt < 70; targetAt += 3)
            {
                Check(67, offset: sourceAt % 4, sourceAt, targetAt);
            }
        }
    }

    [Fact]
    public void CopyUnmasked_InPieces_CarriesTheKeyOn()
    {
        var masked = ClientFrame.Masked(Plain, ClientFrame.Key);
        var random = new Random(1);
        for (var round = 0; round < 200; round++)
        {
            var target = new byte[Longest];
            for (var at = 0; at < Longest;)
            {
                var length = Math.Min(random.Next(0, 70), Longest - at);
                Masking.CopyUnmasked(masked.AsSpan(at, length), target.AsSpan(at), Mask(), at);
                at += length;
            }

            Assert.Equal(Plain, target);
        }
    }

    [Fact]
    public void CopyUnmasked_PastTwoGigabytesOfAnOffset_StillKnowsItsPlaceInTheKey()
    {
        var target = new byte[8];
        Masking.CopyUnmasked(ClientFrame.Masked(Plain.AsSpan(0, 8), ClientFrame.Key, offset: 3), target, Mask(), int.MaxValue);
        Assert.Equal(Plain[..8], target);
    }

    private static void Check(int length, int offset, int sourceAt, int targetAt)
    {
        const byte Untouched = 0x5a;
        var source = new byte[sourceAt + length];
        ClientFrame.Masked(Plain.AsSpan(0, length), ClientFrame.Key, offset).CopyTo(source, sourceAt);
        var target = new byte[targetAt + length + 40];
        Array.Fill(target, Untouched);
        Masking.CopyUnmasked(source.AsSpan(sourceAt), target.AsSpan(targetAt), Mask(), offset);
        Assert.True(target.AsSpan(targetAt, length).SequenceEqual(Plain.AsSpan(0, length)), $"{length} bytes at {offset}, from {sourceAt} to {targetAt}");
        Assert.False(target.AsSpan(0, targetAt).ContainsAnyExcept(Untouched));
        Assert.False(target.AsSpan(targetAt + length).ContainsAnyExcept(Untouched));
    }

    // The key as the header reader gives it: the bytes of the wire, read as little-endian.
    private static uint Mask() => System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(ClientFrame.Key);
}
