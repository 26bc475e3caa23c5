using FsCheck;
using FsCheck.Fluent;

namespace Hotlink.Protocol.Tests.RoundTrip;

public sealed class RoundTripTests
{
    [Theory]
    [InlineData(WireEncoding.MsgPack)]
    [InlineData(WireEncoding.Json)]
    public void TryRead_WhatWasWritten_IsTheSameMessage(WireEncoding encoding)
    {
        Check(message => Read(encoding, MessageWriter.ToArray(encoding, message)) == message);
    }

    [Fact]
    public void ToArray_ThroughTheOtherEncoding_IsTheSameFrame()
    {
        Check(message =>
        {
            var binary = MessageWriter.ToArray(WireEncoding.MsgPack, message);
            var text = MessageWriter.ToArray(WireEncoding.Json, Read(WireEncoding.MsgPack, binary));
            return MessageWriter.ToArray(WireEncoding.MsgPack, Read(WireEncoding.Json, text)).AsSpan().SequenceEqual(binary);
        });
    }

    [Fact]
    public void ToArray_LoneSurrogate_IsWrittenAsReplacement()
    {
        var message = new WireMessage("a\ud83d", new Messages.HotlinkAccept("\ude00b"));

        foreach (var encoding in new[] { WireEncoding.MsgPack, WireEncoding.Json })
        {
            Assert.Equal(
                new WireMessage("a\ufffd", new Messages.HotlinkAccept("\ufffdb")),
                Read(encoding, MessageWriter.ToArray(encoding, message)));
        }
    }

    [Fact]
    public void Write_LargePayload_AsksTheOutputOnceForMsgPack()
    {
        var message = new WireMessage("a", new Messages.HotlinkData("s", 1, "p", "", new byte[5_000_000]));
        var output = new CountingOutput();

        MessageWriter.Write(output, WireEncoding.MsgPack, message);

        Assert.Equal(1, output.Requests);
        Assert.Equal(message, Read(WireEncoding.MsgPack, output.Written));
    }

    private static WireMessage Read(WireEncoding encoding, ReadOnlyMemory<byte> frame)
    {
        var kind = encoding == WireEncoding.MsgPack ? FrameKind.Binary : FrameKind.Text;
        Assert.True(MessageReader.TryRead(frame, kind, FrameLimits.Default, out var message, out var violation), violation.Text);
        return message;
    }

    private static void Check(Func<WireMessage, bool> property) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), Prop.ForAll(MessageGen.Messages, property));
}
