using System.Text;

namespace Hotlink.Protocol.Tests.Vectors;

public sealed class VectorTests
{
    public static TheoryData<string> Emitted => WireVector.Ids(vector => vector.Origin is "go" or "rust");

    public static TheoryData<string> FromGo => WireVector.Ids(vector => vector.Origin == "go");

    public static TheoryData<string> WithVerdict => WireVector.Ids(vector => vector.Origin == "decode");

    // D58 is a whole message with something behind it: cut there, it is good.
    public static TheoryData<string> Whole => WireVector.Ids(vector => vector.Id != "D58");

    [Theory]
    [MemberData(nameof(Emitted))]
    public void TryRead_FrameOfAPeer_IsAccepted(string id)
    {
        var (frame, kind) = WireVector.Of(id).Frame();

        Assert.True(MessageReader.TryRead(frame, kind, FrameLimits.Default, out _, out var violation), violation.Text);
    }

    [Theory]
    [MemberData(nameof(FromGo))]
    public void ToArray_MessageOfGo_HasGosBytesInBothEncodings(string id)
    {
        var vector = WireVector.Of(id);
        var (frame, kind) = vector.Frame();
        Assert.True(MessageReader.TryRead(frame, kind, FrameLimits.Default, out var message, out _));

        Assert.Equal(vector.Hex, Convert.ToHexStringLower(MessageWriter.ToArray(WireEncoding.MsgPack, message)));
        Assert.Equal(vector.Json, Encoding.UTF8.GetString(MessageWriter.ToArray(WireEncoding.Json, message)));
    }

    [Theory]
    [MemberData(nameof(FromGo))]
    public void TryRead_JsonOfGo_IsTheMessageOfItsMsgPack(string id)
    {
        var vector = WireVector.Of(id);
        Assert.True(MessageReader.TryRead(Frames.Hex(vector.Hex!), FrameKind.Binary, FrameLimits.Default, out var binary, out _));
        Assert.True(MessageReader.TryRead(Encoding.UTF8.GetBytes(vector.Json!), FrameKind.Text, FrameLimits.Default, out var text, out _));

        Assert.Equal(binary, text);
    }

    [Theory]
    [MemberData(nameof(WithVerdict))]
    public void TryRead_InputWithAVerdict_AgreesWithGo(string id)
    {
        var vector = WireVector.Of(id);
        var (frame, kind) = vector.Frame();

        var accepted = MessageReader.TryRead(frame, kind, FrameLimits.Default, out _, out var violation);

        Assert.Equal(vector.Result == "ok", accepted);
        Assert.Equal(accepted, violation.Kind == ViolationKind.None);
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void TryRead_EveryTruncation_IsRefusedWithAReason(string id)
    {
        var (frame, kind) = WireVector.Of(id).Frame();
        for (var length = 0; length < frame.Length; length++)
        {
            var accepted = MessageReader.TryRead(frame.AsMemory(0, length), kind, FrameLimits.Default, out _, out var violation);

            Assert.False(accepted, $"cut to {length} bytes");
            Assert.NotEqual(ViolationKind.None, violation.Kind);
        }
    }
}
