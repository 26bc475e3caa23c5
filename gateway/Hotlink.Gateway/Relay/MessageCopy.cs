using Hotlink.Protocol.Messages;

namespace Hotlink.Gateway.Relay;

/// <summary>Makes a decoded message independent of the frame that it was decoded from.</summary>
internal static class MessageCopy
{
    public static Message Of(Message body) => body switch
    {
        FileWrite write => write with { Content = write.Content.ToArray() },
        HotlinkData data => data with { Payload = default },
        _ => body,
    };
}
