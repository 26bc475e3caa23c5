using Hotlink.Protocol;

namespace Hotlink.Client.Connection;

/// <summary>Takes what a connection receives, in order.</summary>
internal interface IMessageSink
{
    /// <summary>Takes a message. Its bytes are valid until the call returns.</summary>
    /// <param name="message">The whole message.</param>
    /// <param name="kind">Text or binary.</param>
    /// <param name="pause">What to wait for before the next message is read, or null.</param>
    void OnMessage(ReadOnlyMemory<byte> message, FrameKind kind, out Task? pause);
}
