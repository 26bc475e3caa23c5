using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.Testing.Waiting;

namespace Hotlink.Testing.Peers;

/// <summary>One connection of a client to a relay's double.</summary>
public sealed class RelayDoubleConnection(Stream stream) : IDisposable
{
    private readonly byte[] _buffer = new byte[1024 * 1024];
    private WebSocket? _socket;

    /// <summary>What a relay says first.</summary>
    public static SystemMessage Greeting { get; } = new("double", "ok");

    /// <summary>The client's request: its lines.</summary>
    public List<string> Request { get; } = [];

    /// <summary>Reads the request, up to its empty line.</summary>
    public async Task ReadRequestAsync()
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (Request.Count == 0 || Request[^1].Length > 0)
        {
            await stream.ReadExactlyAsync(one);
            if (one[0] != '\n')
            {
                line.Append((char)one[0]);
                continue;
            }

            Request.Add(line.ToString().TrimEnd('\r'));
            line.Clear();
        }
    }

    /// <summary>A header of the request; empty where there is none.</summary>
    public string HeaderOf(string name) => Request.Find(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)) is { } line
        ? line[(name.Length + 1)..].Trim()
        : "";

    /// <summary>Answers the request as a relay does.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "RFC 6455, section 4.2.2.")]
    public async Task UpgradeAsync(WireEncoding? encoding = WireEncoding.MsgPack)
    {
        var answer = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(
            HeaderOf("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
        var chosen = encoding is { } known ? $"{EncodingNegotiation.ResponseHeader}: {EncodingNegotiation.NameOf(known)}\r\n" : "";
        await SendBytesAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {answer}\r\n{chosen}\r\n"));
        _socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = Timeout.InfiniteTimeSpan });
    }

    /// <summary>Refuses the request.</summary>
    public async Task RefuseAsync(int status)
    {
        await SendBytesAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        Dispose();
    }

    /// <summary>Sends messages in one write.</summary>
    public Task SendAsync(params IEnumerable<Message> bodies) => SendBytesAsync([.. bodies.SelectMany(FrameOf)]);

    /// <summary>Sends a close frame.</summary>
    public Task SendCloseAsync(int code) => SendBytesAsync([0x88, 2, (byte)(code >> 8), (byte)code]);

    /// <summary>Sends whatever bytes.</summary>
    public async Task SendBytesAsync(byte[] bytes) => await stream.WriteAsync(bytes);

    /// <summary>The next message of a type; what comes before it is dropped.</summary>
    public async Task<T> NextAsync<T>()
        where T : Message
    {
        while (true)
        {
            if ((await NextAsync().SoonAsync(expected: typeof(T).Name)).Body is T wanted)
            {
                return wanted;
            }
        }
    }

    /// <summary>What the client still says before its close frame.</summary>
    public async Task<List<Message>> ReadToCloseAsync()
    {
        var said = new List<Message>();
        while (await TryNextAsync() is { } message)
        {
            said.Add(message.Body);
        }

        return said;
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private async Task<WireMessage> NextAsync() => await TryNextAsync() ?? throw new InvalidDataException("The client says goodbye.");

    private async Task<WireMessage?> TryNextAsync()
    {
        var length = 0;
        ValueWebSocketReceiveResult got;
        do
        {
            got = await _socket!.ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None);
            length += got.Count;
        }
        while (!got.EndOfMessage);
        if (got.MessageType == WebSocketMessageType.Close)
        {
            return null;
        }

        var kind = got.MessageType == WebSocketMessageType.Text ? FrameKind.Text : FrameKind.Binary;
        return MessageReader.TryRead(_buffer.AsMemory(0, length).ToArray(), kind, FrameLimits.Default, out var message, out var violation)
            ? message
            : throw new InvalidDataException($"{got.MessageType}: {violation.Text}");
    }

    private static byte[] FrameOf(Message body) =>
        new ClientFrame(ClientFrame.Binary, MessageWriter.ToArray(WireEncoding.MsgPack, new("double-1", body))) { IsMasked = false }.ToArray();
}
