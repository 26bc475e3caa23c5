using Hotlink.Protocol;
using Hotlink.Protocol.Messages;

namespace Hotlink.Load.Sessions;

/// <summary>A reject or a close as it came: its reason is decoded only for those who ask, because most don't.</summary>
internal readonly ref struct EndNotice(ReadOnlySpan<byte> message, FrameKind kind)
{
    private readonly ReadOnlySpan<byte> _message = message;

    /// <summary>The reason; empty where there is none.</summary>
    public string Reason => MessageReader.TryRead(_message.ToArray(), kind, FrameLimits.Default, out var read, out _) ? ReasonOf(read.Body) : "";

    /// <summary>Whether these words stand in it.</summary>
    public bool Says(ReadOnlySpan<byte> words) => _message.IndexOf(words) >= 0;

    private static string ReasonOf(Message message) => message switch
    {
        HotlinkReject reject => reject.Reason,
        HotlinkClose close => close.Reason,
        _ => "",
    };
}
