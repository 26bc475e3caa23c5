using System.Buffers;
using Hotlink.Gateway.WebSockets;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Gateway.Tests.WebSockets;

public sealed class WebSocketHeaderTests
{
    private static readonly bool[] Either = [true, false];
    private static readonly ulong[] Lengths = [0, 1, 125, 126, 127, 65_535, 65_536, int.MaxValue, (ulong)int.MaxValue + 1, long.MaxValue];

    [Fact]
    public void TryRead_EveryLengthAtEverySplit_GivesTheFields()
    {
        foreach (var (opcode, final, length, bytes) in Valid())
        {
            foreach (var split in Splits.Of([.. bytes, 0xee]))
            {
                var buffer = split;
                Assert.Equal(OperationStatus.Done, WebSocketHeader.TryRead(ref buffer, out var header));
                Assert.Equal((opcode, final, (long)length), (header.Opcode, header.IsFinal, header.Length));
                Assert.Equal(Convert.FromHexString("a1b2c3d4"), BitConverter.GetBytes(header.Mask));
                Assert.Equal([0xee], buffer.ToArray());
            }
        }
    }

    [Fact]
    public void TryRead_EveryTruncation_NeedsMoreAndTakesNothing()
    {
        foreach (var (_, _, _, bytes) in Valid())
        {
            for (var length = 0; length < bytes.Length; length++)
            {
                foreach (var split in Splits.Of(bytes[..length]))
                {
                    var buffer = split;
                    Assert.Equal(OperationStatus.NeedMoreData, WebSocketHeader.TryRead(ref buffer, out _));
                    Assert.Equal(length, buffer.Length);
                }
            }
        }
    }

    [Fact]
    public void TryRead_AllPairsOfFirstBytes_AcceptsWhatTheRfcAllowsAClient()
    {
        for (var pair = 0; pair <= ushort.MaxValue; pair++)
        {
            var (first, second) = ((byte)(pair >> 8), (byte)pair);
            byte[] bytes = [first, second, .. LengthFor(second), 1, 2, 3, 4];
            var buffer = new ReadOnlySequence<byte>(bytes);
            var status = WebSocketHeader.TryRead(ref buffer, out _);
            Assert.True(status == (IsAllowed(first, second) ? OperationStatus.Done : OperationStatus.InvalidData), $"{first:x2} {second:x2}: {status}");
        }
    }

    [Theory]
    [InlineData("8100", "unmasked")]
    [InlineData("c180", "reserved bit 1")]
    [InlineData("a180", "reserved bit 2")]
    [InlineData("9180", "reserved bit 3")]
    [InlineData("8380", "reserved data opcode")]
    [InlineData("8b80", "reserved control opcode")]
    [InlineData("0980", "ping in parts")]
    [InlineData("89fe", "ping of more than 125 bytes")]
    [Trait("CWE", "20")]
    public void TryRead_ForbiddenInTheFirstTwoBytes_IsRefusedBeforeTheRest(string hex, string what)
    {
        var buffer = new ReadOnlySequence<byte>(Convert.FromHexString(hex));
        Assert.True(WebSocketHeader.TryRead(ref buffer, out _) == OperationStatus.InvalidData, what);
    }

    [Theory]
    [InlineData("81fe0000", "0 in two bytes")]
    [InlineData("81fe007d", "125 in two bytes")]
    [InlineData("81ff0000000000000000", "0 in eight bytes")]
    [InlineData("81ff000000000000ffff", "65535 in eight bytes")]
    [Trait("CWE", "20")]
    public void TryRead_LengthNotInItsShortestForm_IsRefused(string hex, string what)
    {
        foreach (var split in Splits.Of(Convert.FromHexString(hex + "01020304")))
        {
            var buffer = split;
            Assert.True(WebSocketHeader.TryRead(ref buffer, out _) == OperationStatus.InvalidData, what);
        }
    }

    [Theory]
    [InlineData("82ff8000000000000000")]
    [InlineData("82ffffffffffffffffff")]
    [Trait("CWE", "190")]
    public void TryRead_LengthWithTheHighestBitSet_IsRefused(string hex)
    {
        var buffer = new ReadOnlySequence<byte>(Convert.FromHexString(hex + "01020304"));
        Assert.Equal(OperationStatus.InvalidData, WebSocketHeader.TryRead(ref buffer, out _));
    }

    [Theory]
    [InlineData(0, "8200")]
    [InlineData(125, "827d")]
    [InlineData(126, "827e007e")]
    [InlineData(65_535, "827effff")]
    [InlineData(65_536, "827f0000000000010000")]
    [InlineData(8 * 1024 * 1024, "827f0000000000800000")]
    public void WriteServer_Length_IsInItsShortestFormFinalAndUnmasked(int length, string hex)
    {
        var output = new byte[WebSocketHeader.MaxLength];
        var written = WebSocketHeader.WriteServer(output, WebSocketOpcode.Binary, length);
        Assert.Equal(hex, Convert.ToHexStringLower(output.AsSpan(0, written)));
    }

    private static IEnumerable<(WebSocketOpcode Opcode, bool Final, ulong Length, byte[] Bytes)> Valid() =>
        from opcode in Enum.GetValues<WebSocketOpcode>()
        from final in Either
        from length in Lengths
        where opcode < WebSocketOpcode.Close || (final && length <= 125)
        select (opcode, final, length, ClientFrame.Header(opcode, length, final));

    private static byte[] LengthFor(byte second) => (second & 0x7f) switch
    {
        126 => [0, 126],
        127 => [0, 0, 0, 0, 0, 1, 0, 0],
        _ => [],
    };

    private static bool IsAllowed(byte first, byte second)
    {
        var (opcode, length) = (first % 16, second % 128);
        var isFinal = first >= 0x80;
        var hasReservedBits = first / 16 % 8 != 0;
        var isMasked = second >= 0x80;
        return isMasked && !hasReservedBits
            && (opcode is 0 or 1 or 2 || (opcode is 8 or 9 or 10 && isFinal && length <= 125));
    }
}
