namespace Hotlink.Testing.Peers;

/// <summary>A WebSocket frame from the relay.</summary>
/// <param name="Opcode">The opcode; see <see cref="ClientFrame"/>.</param>
/// <param name="Payload">The content.</param>
public readonly record struct ServerFrame(byte Opcode, byte[] Payload);
