using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.Testing.Peers;

namespace Hotlink.Benchmarks.Tests;

/// <summary>A peer of blocking calls that allocates nothing while bytes go through it.</summary>
internal sealed class QuietPeer : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 20_000 };

    /// <summary>Connects, and passes over the greeting.</summary>
    public QuietPeer(Uri relay, string user)
    {
        _socket.Connect(IPAddress.Loopback, relay.Port);
        Send(Encoding.ASCII.GetBytes(
            $"GET /api/v1/events?user={user} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
            $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{EncodingNegotiation.RequestHeader}: msgpack\r\n\r\n"));
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            Receive(one);
            head.Append((char)one[0]);
        }

        Next();
    }

    /// <summary>A message as it goes over the socket.</summary>
    public static byte[] FrameOf(Message body) =>
        new ClientFrame(ClientFrame.Binary, MessageWriter.ToArray(WireEncoding.MsgPack, new("m", body))).ToArray();

    /// <summary>Sends bytes.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[_socket.Send(bytes)..];
        }
    }

    /// <summary>Receives exactly as many bytes.</summary>
    public void Receive(Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = _socket.Receive(bytes) is > 0 and var count ? bytes[count..] : throw new EndOfStreamException("The relay ended the connection.");
        }
    }

    /// <summary>Receives one message.</summary>
    /// <returns>The frame that it came in.</returns>
    public byte[] Next()
    {
        var header = new byte[4];
        Receive(header.AsSpan(0, 2));
        var isShort = header[1] < 126;
        if (!isShort)
        {
            Receive(header.AsSpan(2));
        }

        var length = isShort ? header[1] : BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(2));
        var frame = new byte[(isShort ? 2 : 4) + length];
        header.AsSpan(0, frame.Length - length).CopyTo(frame);
        Receive(frame.AsSpan(frame.Length - length));
        return frame;
    }

    public void Dispose() => _socket.Dispose();
}
