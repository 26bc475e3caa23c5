using Hotlink.Protocol;

namespace Hotlink.Load.Client;

/// <summary>Takes the messages of one connection, in the order they came.</summary>
internal interface IMessageSink
{
    /// <summary>Takes one message. Its bytes are gone when this returns.</summary>
    void Receive(ReadOnlySpan<byte> message, FrameKind kind);
}
