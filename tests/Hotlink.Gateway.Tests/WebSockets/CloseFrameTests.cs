using System.Text;
using Hotlink.Gateway.WebSockets;

namespace Hotlink.Gateway.Tests.WebSockets;

public sealed class CloseFrameTests
{
    [Fact]
    public void ToPayload_CodeAndReason_AreBigEndianAndUtf8() =>
        Assert.Equal([0x03, 0xf4, .. "später"u8], new CloseFrame(CloseCode.ServiceRestart, "später").ToPayload());

    [Fact]
    public void ToPayload_LongReason_FitsIntoAControlFrame() =>
        Assert.Equal(125, new CloseFrame(CloseCode.Normal, new string('x', 500)).ToPayload().Length);

    [Theory]
    [InlineData(122)]
    [InlineData(121)]
    [InlineData(120)]
    public void ToPayload_ReasonCutInsideACharacter_IsStillUtf8(int before)
    {
        var payload = new CloseFrame(CloseCode.Normal, new string('x', before) + "\U0001f517\U0001f517").ToPayload();
        Assert.Equal(new string('x', before), new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(payload, 2, payload.Length - 2));
    }

    [Fact]
    public void ReadCode_EveryCode_AcceptsThoseThatMayBeSent()
    {
        for (var code = 0; code <= ushort.MaxValue; code++)
        {
            var read = CloseFrame.ReadCode([(byte)(code >> 8), (byte)code]);
            Assert.Equal(MayBeSent(code) ? (CloseCode?)code : null, read);
        }
    }

    [Fact]
    public void ReadCode_NoPayload_IsNoStatus() => Assert.Equal(CloseCode.NoStatus, CloseFrame.ReadCode([]));

    [Theory]
    [InlineData("03", "half a code")]
    [InlineData("03e8ff", "a reason that is no UTF-8")]
    [InlineData("03e8c3", "a reason that is cut inside a character")]
    [Trait("CWE", "20")]
    public void ReadCode_MalformedPayload_IsNone(string hex, string what) =>
        Assert.True(CloseFrame.ReadCode(Convert.FromHexString(hex)) is null, what);

    // RFC 6455, section 7.4, and the codes registered with IANA since.
    private static bool MayBeSent(int code) =>
        code is 1000 or 1001 or 1002 or 1003 or 1007 or 1008 or 1009 or 1010 or 1011 or 1012 or 1013 or 1014 or (>= 3000 and <= 4999);
}
