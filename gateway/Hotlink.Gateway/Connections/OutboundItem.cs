using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Gateway.Connections;

/// <summary>One message to be written. Whoever holds it owns the frame.</summary>
internal readonly record struct OutboundItem(WebSocketOpcode Opcode, Frame Frame);
