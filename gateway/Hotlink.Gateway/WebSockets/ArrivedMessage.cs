using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Gateway.WebSockets;

/// <summary>A whole message or control frame from a client.</summary>
/// <param name="Opcode">Text, binary, or a control opcode.</param>
/// <param name="Frame">The message; unset for control frames.</param>
/// <param name="Control">A control frame's payload.</param>
internal readonly record struct ArrivedMessage(WebSocketOpcode Opcode, Frame? Frame, ReadOnlyMemory<byte> Control);
