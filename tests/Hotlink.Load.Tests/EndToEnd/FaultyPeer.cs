using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;

namespace Hotlink.Load.Tests.EndToEnd;

/// <summary>One connection at the faulty relay, with the framework's own WebSocket.</summary>
internal sealed class FaultyPeer : IDisposable
{
    private readonly TcpClient _client;
    private readonly WebSocket _socket;
    private readonly SemaphoreSlim _sending = new(0, 1);

    private FaultyPeer(TcpClient client, WebSocket socket, string user, WireEncoding encoding) =>
        (_client, _socket, User, Encoding) = (client, socket, user, encoding);

    public string User { get; }

    public WireEncoding Encoding { get; }

    // The peer is announced before its client knows that it is connected: whoever opens a session to it then finds it.
    public static async Task<FaultyPeer> ShakeHandsAsync(TcpClient client, Action<FaultyPeer> announce)
    {
        client.NoDelay = true;
        var stream = client.GetStream();
        var head = await ReadHeadAsync(stream);
        var lines = head.Split("\r\n");
        var user = Uri.UnescapeDataString(lines[0].Split("user=")[1].Split(' ')[0]);
        var encoding = EncodingNegotiation.Choose(Header(lines, EncodingNegotiation.RequestHeader));
#pragma warning disable CA5350 // RFC 6455 prescribes it.
        var accept = Convert.ToBase64String(SHA1.HashData(
            System.Text.Encoding.ASCII.GetBytes(Header(lines, "Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        var peer = new FaultyPeer(client, WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true }), user, encoding);
        announce(peer);
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
            $"Sec-WebSocket-Accept: {accept}\r\n{EncodingNegotiation.ResponseHeader}: {EncodingNegotiation.NameOf(encoding)}\r\n\r\n"));
        peer._sending.Release();
        await peer.SendAsync(new SystemMessage("1", "ok"));
        return peer;
    }

    public async IAsyncEnumerable<WireMessage> ReadAsync()
    {
        var buffer = new byte[256 * 1024];
        while (await ReceiveAsync(buffer) is { } received)
        {
            var kind = received.Type == WebSocketMessageType.Text ? FrameKind.Text : FrameKind.Binary;
            if (MessageReader.TryRead(buffer.AsMemory(0, received.Length), kind, FrameLimits.Default, out var message, out _))
            {
                yield return message;
            }
        }
    }

    public async Task SendAsync(Message message)
    {
        var frame = MessageWriter.ToArray(Encoding, new("abc123", message));
        await _sending.WaitAsync();
        try
        {
            var type = Encoding == WireEncoding.Json ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
            await _socket.SendAsync(frame, type, endOfMessage: true, CancellationToken.None);
        }
        catch (Exception gone) when (gone is WebSocketException or IOException or ObjectDisposedException)
        {
            // The other end left.
        }
        finally
        {
            _sending.Release();
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _client.Dispose();
    }

    private async Task<(int Length, WebSocketMessageType Type)?> ReceiveAsync(byte[] buffer)
    {
        var length = 0;
        while (true)
        {
            try
            {
                var part = await _socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                length += part.Count;
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    await _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
                    return null;
                }

                if (part.EndOfMessage)
                {
                    return (length, part.MessageType);
                }
            }
            catch (Exception gone) when (gone is WebSocketException or IOException or ObjectDisposedException)
            {
                return null;
            }
        }
    }

    private static async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one) == 1)
        {
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    private static string Header(string[] lines, string name) =>
        lines.Single(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)).Split(':', 2)[1].Trim();
}
