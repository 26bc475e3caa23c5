using System.Text;
using Hotlink.Protocol.Messages;

namespace Hotlink.Protocol.Tests.Peek;

/// <summary>What must hold between a peek, the reader and the Rust peer, for any bytes at all.</summary>
internal static class PeekOracle
{
    public static void Check(byte[] frame, FrameKind kind)
    {
        var result = FrameHeader.TryPeek(frame, kind, out var header);
        var accepted = MessageReader.TryRead(frame, kind, FrameLimits.Default, out var message, out var violation);
        if (result == PeekResult.Invalid)
        {
            Assert.False(accepted);
        }

        if (result != PeekResult.Ok)
        {
            return;
        }

        Assert.True(accepted, violation.Text);
        Assert.True(RustModel.Accepts(frame, kind), "the Rust peer would refuse it");
        CheckHeader(frame, header, message);
    }

    private static void CheckHeader(byte[] frame, FrameHeader header, WireMessage message)
    {
        var (session, path, seq, payload) = message.Body switch
        {
            HotlinkOpen open => (open.SessionId, open.Path, 0UL, default),
            HotlinkAccept accept => (accept.SessionId, "", 0UL, default),
            HotlinkReject reject => (reject.SessionId, "", 0UL, default),
            HotlinkData data => (data.SessionId, data.Path, data.Seq, data.Payload),
            HotlinkClose close => (close.SessionId, "", 0UL, default),
            HotlinkSignal signal => (signal.SessionId, "", 0UL, default),
            _ => throw new InvalidOperationException($"{message.Type} is not peeked at."),
        };

        Assert.Equal(message.Type, header.Type);
        Assert.Equal(message.Id, Text(frame, header.Id));
        Assert.Equal(session, Text(frame, header.SessionId));
        Assert.Equal(path, Text(frame, header.Path));
        Assert.Equal(seq, header.Seq);
        Assert.Equal(payload.ToArray(), header.Encoding == WireEncoding.MsgPack
            ? frame[header.Payload]
            : Convert.FromBase64String(Text(frame, header.Payload)));
        Assert.Equal(message.Type != MessageType.HotlinkData || payload.Length > 0, header.IsForwardable);
    }

    private static string Text(byte[] frame, Range range) => Encoding.UTF8.GetString(frame[range]);
}
