namespace Hotlink.Protocol.Tests.Limits;

/// <summary>Documents nested as deep as a frame allows must not take the stack with them (CWE-674).</summary>
[Trait("CWE", "674")]
public sealed class NestingTests
{
    private const int Bottomless = 1_000_000;

    [Theory]
    [InlineData((byte)0x91)]
    [InlineData((byte)0x81)]
    public void TryRead_MsgPackNestedWithoutEnd_IsRefused(byte head)
    {
        byte[] body = [.. Frames.Hex("82 a3736964 a173 a178"), .. Enumerable.Repeat(head, Bottomless), 0xc0];

        Assert.Equal(ViolationKind.NestingTooDeep, Frames.Refusal(Frames.Binary(MessageType.HotlinkAccept, body), FrameKind.Binary));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"x\":")]
    public void TryRead_JsonNestedWithoutEnd_IsRefused(string head)
    {
        var body = "{\"x\":" + string.Concat(Enumerable.Repeat(head, Bottomless));

        Assert.Equal(ViolationKind.NestingTooDeep, Frames.Refusal(Frames.Text(MessageType.HotlinkAccept, body), FrameKind.Text));
    }

    [Fact]
    public void TryRead_MsgPackNestedToTheLimit_IsAccepted()
    {
        byte[] Nested(int depth) => [.. Frames.Hex("81 a178"), .. Enumerable.Repeat((byte)0x91, depth - 1), 0xc0];
        var limit = FrameLimits.Default.MaxDepth;

        Assert.Equal(ViolationKind.None, Frames.Refusal(Frames.Binary(MessageType.HotlinkAccept, Nested(limit)), FrameKind.Binary));
        Assert.Equal(
            ViolationKind.NestingTooDeep,
            Frames.Refusal(Frames.Binary(MessageType.HotlinkAccept, Nested(limit + 1)), FrameKind.Binary));
    }

    [Fact]
    public void TryRead_JsonNestedToTheLimit_IsAccepted()
    {
        // The message and its body are the first two levels.
        static string Nested(int depth) => $"{{\"x\":{new string('[', depth - 2)}{new string(']', depth - 2)}}}";
        var limit = FrameLimits.Default.MaxDepth;

        Assert.Equal(ViolationKind.None, Frames.Refusal(Frames.Text(MessageType.HotlinkAccept, Nested(limit)), FrameKind.Text));
        Assert.Equal(
            ViolationKind.NestingTooDeep,
            Frames.Refusal(Frames.Text(MessageType.HotlinkAccept, Nested(limit + 1)), FrameKind.Text));
    }

    [Fact]
    public void TryRead_WideAndDeepUnknownField_IsSteppedOver()
    {
        // [[1,2],{"a":[nil,{}]},"s"] in front of the field that counts.
        var frame = Frames.Binary(MessageType.HotlinkAccept, "82 a178 93 920102 81a16192c080 a173 a3736964 a173");

        Assert.True(MessageReader.TryRead(frame, FrameKind.Binary, FrameLimits.Default, out var message, out _));
        Assert.Equal(new Messages.HotlinkAccept("s"), message.Body);
    }
}
