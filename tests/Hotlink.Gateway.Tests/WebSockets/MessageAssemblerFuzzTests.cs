using Hotlink.Gateway.WebSockets;

namespace Hotlink.Gateway.Tests.WebSockets;

/// <summary>Seeded: a failure names the seed, and happens again with it.</summary>
public sealed class MessageAssemblerFuzzTests
{
    private const int Limit = 4096;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void TryRead_Noise_NeverThrowsAndLeavesNothingBehind(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 3_000; round++)
        {
            var bytes = new byte[random.Next(0, 300)];
            random.NextBytes(bytes);
            Check(bytes, random);
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void TryRead_DamagedStreams_NeverThrowsAndLeavesNothingBehind(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 3_000; round++)
        {
            var bytes = RandomStream.Of(random, out _);
            for (var damage = random.Next(1, 4); damage > 0 && bytes.Length > 0; damage--)
            {
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            }

            Check(bytes, random);
        }
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public void TryRead_ValidStreams_GivesWhatWasPutIn(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 1_000; round++)
        {
            var bytes = RandomStream.Of(random, out var expected);
            var arrivals = new Arrivals();
            Assert.Equal(AssemblerStatus.NeedMore, arrivals.ReadAsTheyCome(bytes, () => random.Next(1, 60)));
            Assert.Equal(expected, arrivals.Messages);
            Assert.Equal(0, arrivals.Pool.Outstanding);
        }
    }

    // However the bytes are cut, the outcome is the same, and nothing is longer than allowed.
    private static void Check(byte[] bytes, Random random)
    {
        var whole = new Arrivals(Limit);
        whole.Read(new(bytes));
        Assert.All(whole.Messages, line => Assert.InRange(line.Length, 0, (2 * Limit) + 20));
        whole.Abandon();
        Assert.Equal(0, whole.Pool.Outstanding);

        var cut = new Arrivals(Limit);
        cut.Read(Splits.Random(bytes, random, longest: 9));
        Assert.Equal(whole.Status, cut.Status);
        Assert.Equal(whole.Messages, cut.Messages);
        cut.Abandon();
        Assert.Equal(0, cut.Pool.Outstanding);
    }
}
