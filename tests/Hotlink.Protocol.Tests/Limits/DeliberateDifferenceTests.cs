using System.Text;

namespace Hotlink.Protocol.Tests.Limits;

/// <summary>The places where this codec does not follow Go, as WIRE.md lists them.</summary>
public sealed class DeliberateDifferenceTests
{
    [Fact]
    public void TryRead_TimeThatJsonCannotSay_IsBadTime()
    {
        // One second after 9999-12-31T23:59:59Z: Go reads it and then fails to write it.
        var frame = Frames.Binary(MessageType.AclManifest, "81 a947656e657261746564 c70cff000000000000003afff44180");

        Assert.Equal(ViolationKind.BadTime, Frames.Refusal(frame, FrameKind.Binary));
    }

    [Fact]
    public void TryRead_QuotedLocalPart_IsBadUrl()
    {
        var frame = Frames.Text(MessageType.Http, "{\"syft_url\":\"syft://%22b%22@x.io/app_data/a/rpc/e\"}");

        Assert.Equal(ViolationKind.BadUrl, Frames.Refusal(frame, FrameKind.Text));
    }

    [Fact]
    public void ToArray_TimeWithOffset_IsWrittenInUtc()
    {
        var frame = Frames.Text(MessageType.AclManifest, "{\"generated\":\"2026-02-10T01:22:41.5+02:00\"}");

        Assert.True(MessageReader.TryRead(frame, FrameKind.Text, FrameLimits.Default, out var message, out _));

        Assert.Contains(
            "\"generated\":\"2026-02-09T23:22:41.5Z\"",
            Encoding.UTF8.GetString(MessageWriter.ToArray(WireEncoding.Json, message)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void ToArray_TextThatIsNoUtf8_IsWrittenWithReplacements()
    {
        // Go keeps the bytes and hands Rust a frame that Rust refuses.
        var frame = Frames.Binary(MessageType.HotlinkAccept, "81 a3736964 a3e28241");

        Assert.True(MessageReader.TryRead(frame, FrameKind.Binary, FrameLimits.Default, out var message, out _));

        Assert.Equal(new Messages.HotlinkAccept("\ufffd\ufffdA"), message.Body);
    }

    [Fact]
    public void TryRead_ListTwice_KeepsOnlyTheLast()
    {
        // Go lets entries of the first list shine through the second.
        var frame = Frames.Text(MessageType.AclManifest, """{"acl_order":[{"path":"p","hash":"h"}],"acl_order":[{"path":"q"}]}""");

        Assert.True(MessageReader.TryRead(frame, FrameKind.Text, FrameLimits.Default, out var message, out _));

        Assert.Equal([new Messages.AclEntry("q", "")], Assert.IsType<Messages.AclManifest>(message.Body).Order);
    }
}
