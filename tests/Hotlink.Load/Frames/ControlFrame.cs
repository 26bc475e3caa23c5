using Hotlink.Load.Client;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Load.Frames;

/// <summary>Whole frames for the messages around the data.</summary>
internal static class ControlFrame
{
    private const string MessageId = "c0ffee";

    /// <summary>A message as a frame.</summary>
    public static byte[] ToArray(WireEncoding encoding, in WireMessage message) => ClientFrame.ToArray(
        encoding == WireEncoding.MsgPack ? WebSocketOpcode.Binary : WebSocketOpcode.Text, MessageWriter.ToArray(encoding, message), maskKey: 0);

    /// <summary>A message under the id that all of ours have.</summary>
    public static WireMessage Message(Message body) => new(MessageId, body);
}
