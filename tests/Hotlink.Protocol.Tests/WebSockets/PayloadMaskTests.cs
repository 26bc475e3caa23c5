using System.Buffers.Binary;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Protocol.Tests.WebSockets;

public sealed class PayloadMaskTests
{
    private const int Longest = 200;
    private static readonly byte[] Key = [0xa1, 0xb2, 0xc3, 0xd4];
    private static readonly byte[] Plain = [.. Enumerable.Range(0, Longest).Select(i => (byte)(i * 37))];

    [Fact]
    public void Copy_EveryLengthAndOffset_EqualsTheNaiveLoop()
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
    public void Copy_EveryAlignment_EqualsTheNaiveLoop()
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
    public void Copy_InPieces_CarriesTheKeyOn()
    {
        var masked = Masked(Plain);
        var random = new Random(1);
        for (var round = 0; round < 200; round++)
        {
            var target = new byte[Longest];
            for (var at = 0; at < Longest;)
            {
                var length = Math.Min(random.Next(0, 70), Longest - at);
                PayloadMask.Copy(masked.AsSpan(at, length), target.AsSpan(at), Mask(), at);
                at += length;
            }

            Assert.Equal(Plain, target);
        }
    }

    [Fact]
    public void Copy_PastTwoGigabytesOfAnOffset_StillKnowsItsPlaceInTheKey()
    {
        var target = new byte[8];
        PayloadMask.Copy(Masked(Plain.AsSpan(0, 8), offset: 3), target, Mask(), int.MaxValue);
        Assert.Equal(Plain[..8], target);
    }

    private static void Check(int length, int offset, int sourceAt, int targetAt)
    {
        const byte Untouched = 0x5a;
        var source = new byte[sourceAt + length];
        Masked(Plain.AsSpan(0, length), offset).CopyTo(source, sourceAt);
        var target = new byte[targetAt + length + 40];
        Array.Fill(target, Untouched);
        PayloadMask.Copy(source.AsSpan(sourceAt), target.AsSpan(targetAt), Mask(), offset);
        Assert.True(target.AsSpan(targetAt, length).SequenceEqual(Plain.AsSpan(0, length)), $"{length} bytes at {offset}, from {sourceAt} to {targetAt}");
        Assert.False(target.AsSpan(0, targetAt).ContainsAnyExcept(Untouched));
        Assert.False(target.AsSpan(targetAt + length).ContainsAnyExcept(Untouched));
    }

    // The key as a header reader gives it: the bytes of the wire, read as little-endian.
    private static uint Mask() => BinaryPrimitives.ReadUInt32LittleEndian(Key);

    // The payload, byte by byte as RFC 6455, section 5.3 puts it.
    private static byte[] Masked(ReadOnlySpan<byte> payload, int offset = 0)
    {
        var masked = payload.ToArray();
        for (var i = 0; i < masked.Length; i++)
        {
            masked[i] ^= Key[(i + offset) % Key.Length];
        }

        return masked;
    }
}
