using Hotlink.Protocol;

namespace Hotlink.Testing.Peers;

/// <summary>A message from the relay.</summary>
/// <param name="Message">What it says.</param>
/// <param name="IsText">Whether it came as a text frame.</param>
/// <param name="Bytes">The frame's content as it came.</param>
public sealed record ReceivedMessage(WireMessage Message, bool IsText, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The message in a few words, for a failure's text. Never its payload.</summary>
    public override string ToString() => Message.Body switch
    {
        Hotlink.Protocol.Messages.HotlinkOpen open => $"Open({open.SessionId} {open.Path} from {open.From})",
        Hotlink.Protocol.Messages.HotlinkAccept accept => $"Accept({accept.SessionId})",
        Hotlink.Protocol.Messages.HotlinkReject reject => $"Reject({reject.SessionId} '{reject.Reason}')",
        Hotlink.Protocol.Messages.HotlinkData data => $"Data({data.SessionId} #{data.Seq} {data.Payload.Length} B)",
        Hotlink.Protocol.Messages.HotlinkClose close => $"Close({close.SessionId} '{close.Reason}')",
        Hotlink.Protocol.Messages.HotlinkSignal signal => $"Signal({signal.SessionId} {signal.Kind} '{signal.Error}')",
        Hotlink.Protocol.Messages.ErrorMessage error => $"Error({error.Code} {error.Path} '{error.Text}')",
        Hotlink.Protocol.Messages.Nack nack => $"Nack({nack.OriginalId} '{nack.Error}')",
        Hotlink.Protocol.Messages.Ack ack => $"Ack({ack.OriginalId})",
        Hotlink.Protocol.Messages.FileWrite write => $"FileWrite({write.Path} {write.Content.Length} B)",
        var body => body.ToString(),
    };
}
