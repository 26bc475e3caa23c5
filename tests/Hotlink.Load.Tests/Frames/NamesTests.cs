using System.Text;
using Hotlink.Load.Client;
using Hotlink.Load.Frames;
using Hotlink.Protocol;

namespace Hotlink.Load.Tests.Frames;

public sealed class NamesTests
{
    [Fact]
    public void TryParse_AName_IsTheNameAgain()
    {
        var name = new SessionName(0xdeadbeef, 12, int.MaxValue);

        Assert.True(SessionName.TryParse(Encoding.ASCII.GetBytes(name.ToString()), out var parsed));
        Assert.Equal(name, parsed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcdef0123456")]
    [InlineData("0123456789abcdef01234567x")]
    [InlineData("g123456789abcdef01234567")]
    [InlineData("0123456789abcdef0123456-")]
    public void TryParse_AnythingElse_IsRefused(string text) => Assert.False(SessionName.TryParse(Encoding.ASCII.GetBytes(text), out _));

    [Fact]
    public void WriteGeneration_OverAName_ChangesThatAlone()
    {
        var text = Encoding.ASCII.GetBytes(new SessionName(1, 2, 3).ToString());

        SessionName.WriteGeneration(text, 0xabc);

        Assert.Equal(new SessionName(1, 2, 0xabc).ToString(), Encoding.ASCII.GetString(text));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TryRead_AnAcknowledgement_IsWhatWasWritten(bool isMsgPack)
    {
        var frame = Acknowledgement.Frame(isMsgPack ? WireEncoding.MsgPack : WireEncoding.Json, "0123456789abcdef01234567", reader: 17);
        Acknowledgement.Write(frame, 123_456_789_012);
        var buffer = new SendBuffer(1, 4096);
        Assert.True(frame.TryWrite(buffer));

        Assert.True(Acknowledgement.TryRead(buffer.Written.Span, out var reader, out var count));
        Assert.Equal((17, 123_456_789_012), (reader, count));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hlb-ack.")]
    [InlineData("hlb-ack.0000000100000000000000g")]
    [InlineData("hlb-ack.x000000100000000000000001")]
    public void TryRead_NoAcknowledgement_IsRefused(string text) => Assert.False(Acknowledgement.TryRead(Encoding.ASCII.GetBytes(text), out _, out _));
}
