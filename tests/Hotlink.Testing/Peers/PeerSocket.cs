using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Hotlink.Protocol;

namespace Hotlink.Testing.Peers;

/// <summary>The TCP side of a peer: the handshake, whole writes, and every way to end. Thread-safe for one reader and any writers.</summary>
public sealed class PeerSocket : IDisposable
{
    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly SemaphoreSlim _writing = new(1);

    private PeerSocket(Socket connected, Func<Task> beforeRead)
    {
        _socket = connected;
        _stream = new(connected, ownsSocket: true);
        Reader = new(_stream, beforeRead);
    }

    internal ServerFrameReader Reader { get; }

    /// <summary>Sends bytes as they are.</summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        await _writing.WaitAsync();
        try
        {
            await _stream.WriteAsync(bytes);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Ends with a reset (RST): what is on the way in either direction is lost.</summary>
    public void Reset()
    {
        _socket.LingerState = new(enable: true, seconds: 0);
        _socket.Close();
    }

    /// <summary>Sends nothing more (FIN), and may go on to read.</summary>
    public void FinishSending() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Ends it. Whoever writes, or waits to, gets an exception: so the semaphore stays, which would leave those who wait for ever.</summary>
    public void Dispose() => _stream.Dispose();

    internal static async Task<PeerSocket> ConnectAsync(IPEndPoint relay, int? bufferBytes, Func<Task> beforeRead)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (bufferBytes is { } bytes)
        {
            (socket.ReceiveBufferSize, socket.SendBufferSize) = (bytes, bytes);
        }

        await socket.ConnectAsync(relay);
        return new(socket, beforeRead);
    }

    internal async Task<HandshakeResponse> ShakeHandsAsync(PeerOptions options, int port)
    {
        var request = new StringBuilder()
            .Append("GET /api/v1/events?user=").Append(Uri.EscapeDataString(options.User)).Append(" HTTP/1.1\r\n")
            .Append("Host: ").Append(options.Host).Append(':').Append(port).Append("\r\n")
            .Append("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n")
            .Append("Sec-WebSocket-Key: ").Append(Convert.ToBase64String(RandomNumberGenerator.GetBytes(16))).Append("\r\n")
            .Append("X-Syft-WS-Encodings: ").Append(options.Encoding == WireEncoding.MsgPack ? "msgpack,json" : "json").Append("\r\n");
        foreach (var (name, value) in options.Headers)
        {
            request.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        if (options.Token is { } token)
        {
            request.Append("Authorization: Bearer ").Append(token).Append("\r\n");
        }

        await WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(request.Append("\r\n").ToString()), .. options.SentAlong.Span]);
        return await HandshakeResponse.ReadAsync(Reader);
    }
}
