using Hotlink.Load.Client;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Load.Tests.Client;

public sealed class MaskingTests
{
    [Fact]
    public void Apply_AnyLength_IsTheXorOfTheRfc()
    {
        for (var length = 0; length < 200; length++)
        {
            var payload = new byte[length];
            new Random(length).NextBytes(payload);
            byte[] key = [0x37, 0xfa, 0x21, 0x3d];
            byte[] expected = [.. payload.Select((each, at) => (byte)(each ^ key[at % 4]))];

            Masking.Apply(payload, BitConverter.ToUInt32(key));

            Assert.Equal(expected, payload);
        }
    }

    [Fact]
    public void WriteHeader_ThenMask_IsTheExampleOfTheRfc()
    {
        // RFC 6455, section 5.7: "Hello", masked.
        var frame = ClientFrame.ToArray(WebSocketOpcode.Text, "Hello"u8, BitConverter.ToUInt32([0x37, 0xfa, 0x21, 0x3d]));

        Assert.Equal(Convert.FromHexString("818537fa213d7f9f4d5158"), frame);
    }

    [Fact]
    public void Next_Random_IsNeverZero()
    {
        var keys = new MaskKeys(random: true);

        Assert.All(Enumerable.Range(0, 1000), _ => Assert.NotEqual(0u, keys.Next()));
    }

    [Fact]
    public void Next_NotRandom_IsZero() => Assert.Equal(0u, new MaskKeys(random: false).Next());
}
