using System.Buffers.Binary;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.Testing.Waiting;

namespace Hotlink.Testing.Peers;

/// <summary>
/// A client that is honest unless a test wants otherwise: it can stop reading, cut the socket, and send any bytes. Its framing is its own;
/// messages come from Hotlink.Protocol. Thread-safe.
/// </summary>
public sealed class FakePeer : IAsyncDisposable
{
    private readonly Mailbox _mailbox = new();
    private readonly ReadGate _gate;
    private readonly PeerOptions _options;
    private Task _reading = Task.CompletedTask;
    private int _messageId;

    private FakePeer(PeerOptions options, PeerSocket socket, ReadGate gate, HandshakeResponse handshake)
    {
        (_options, Socket, _gate, Handshake) = (options, socket, gate, handshake);
    }

    /// <summary>Whom the relay takes it for.</summary>
    public string User => _options.User;

    /// <summary>The answer to its handshake.</summary>
    public HandshakeResponse Handshake { get; }

    /// <summary>The socket, for what only a bad peer does.</summary>
    public PeerSocket Socket { get; }

    /// <summary>Takes messages before they go to the mailbox; true where one is dealt with. Called on the reading thread.</summary>
    public Func<ReceivedMessage, bool>? Intercept { get; set; }

    /// <summary>How many pings have come.</summary>
    public int PingCount { get; private set; }

    /// <summary>How many pongs have come.</summary>
    public int PongCount { get; private set; }

    /// <summary>How the socket itself ended, in words.</summary>
    public string End { get; private set; } = "";

    /// <summary>What came lately, in words.</summary>
    public string Lately => _mailbox.Lately;

    /// <summary>Sends one message, and returns its id.</summary>
    public async Task<string> SendAsync(Message body, string? id = null)
    {
        var message = new WireMessage(id ?? NextId(), body);
        await Socket.WriteAsync(FrameOf(message));
        return message.Id;
    }

    /// <summary>Sends messages in one write.</summary>
    public Task SendTogetherAsync(params IEnumerable<Message> bodies) =>
        Socket.WriteAsync(bodies.SelectMany(body => FrameOf(new(NextId(), body))).ToArray());

    /// <summary>Sends a frame of the WebSocket protocol.</summary>
    public Task SendFrameAsync(ClientFrame frame) => Socket.WriteAsync(frame.ToArray());

    /// <summary>Reads no more from the socket than what it is just reading.</summary>
    public void StopReading() => _gate.Close();

    /// <summary>Reads on.</summary>
    public void GoOnReading() => _gate.Open();

    /// <summary>The next message of a type that no test has taken yet; others stay where they are.</summary>
    /// <exception cref="TimeoutException">It didn't come, or can't come any more.</exception>
    public async Task<T> NextAsync<T>(
        Func<T, bool>? where = null,
        TimeSpan? within = null,
        [CallerArgumentExpression(nameof(where))] string? condition = null,
        [CallerMemberName] string phase = "")
        where T : Message =>
        (T)(await NextReceivedAsync(where, within, condition, phase)).Message.Body;

    /// <inheritdoc cref="NextAsync{T}"/>
    public async Task<ReceivedMessage> NextReceivedAsync<T>(
        Func<T, bool>? where = null,
        TimeSpan? within = null,
        [CallerArgumentExpression(nameof(where))] string? condition = null,
        [CallerMemberName] string phase = "")
        where T : Message
    {
        var limit = within ?? EventWait.Patience;
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (_mailbox.TryTake(received => Matches(received, where), out var changed) is { } found)
            {
                return found;
            }

            var left = limit - TimeProvider.System.GetElapsedTime(start);
            if (changed is null || left <= TimeSpan.Zero)
            {
                throw new TimeoutException(
                    $"{phase}: {User} waited {limit.TotalSeconds:0.#} s for {typeof(T).Name} where {condition ?? "any"}; seen: {Lately}");
            }

            await changed.WaitAsync(left, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>How many messages of a type have come that no test has taken.</summary>
    public int Count<T>(Func<T, bool>? where = null)
        where T : Message => _mailbox.Count(received => Matches(received, where));

    /// <summary>Whether the connection has ended.</summary>
    public bool IsClosed => _reading.IsCompleted;

    /// <summary>How the connection ended, once it has.</summary>
    public async Task<ClosedBy> ClosedAsync([CallerMemberName] string phase = "")
    {
        await _reading.SoonAsync(() => Lately, $"the end of {User}'s connection", phase);
        return _mailbox.Closed!;
    }

    /// <summary>Closes in good order: close frame, the relay's answer, end.</summary>
    public async Task CloseAsync(int code = 1000)
    {
        await SendFrameAsync(new(ClientFrame.Close, CloseBytes(code)));
        await ClosedAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _gate.Open();
        Socket.Dispose();
        await _reading;
    }

    /// <summary>The bytes of a message as this peer sends it: a text frame where it speaks JSON, a binary one where MessagePack.</summary>
    public byte[] FrameOf(in WireMessage message) => new ClientFrame(
        _options.Encoding == WireEncoding.Json ? ClientFrame.Text : ClientFrame.Binary,
        MessageWriter.ToArray(_options.Encoding, message)).ToArray();

    internal static async Task<FakePeer> ConnectAsync(IPEndPoint relay, PeerOptions options)
    {
        var gate = new ReadGate();
        var socket = await PeerSocket.ConnectAsync(relay, options.SocketBufferBytes, gate.PassAsync);
        var handshake = await socket.ShakeHandsAsync(options, relay.Port);
        var peer = new FakePeer(options, socket, gate, handshake);
        if (handshake.Status == 101)
        {
            peer._reading = peer.ReadAsync();
        }

        return peer;
    }

    private static bool Matches<T>(ReceivedMessage received, Func<T, bool>? where)
        where T : Message => received.Message.Body is T body && (where is null || where(body));

    private static byte[] CloseBytes(int code)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)code);
        return bytes;
    }

    private string NextId() => Interlocked.Increment(ref _messageId).ToString("x6", System.Globalization.CultureInfo.InvariantCulture);

    // Never throws: how it ended is in the mailbox.
    private async Task ReadAsync()
    {
        try
        {
            while (await Socket.Reader.ReadAsync() is { } frame)
            {
                await TakeAsync(frame);
            }

            End = "the relay ended the socket";
        }
        catch (Exception exception)
        {
            End = exception.Message;
        }

        _mailbox.End(new(null, End));
    }

    private async Task TakeAsync(ServerFrame frame)
    {
        switch (frame.Opcode)
        {
            case ClientFrame.Ping:
                PingCount++;
                await (_options.AnswersPings ? SendFrameAsync(new(ClientFrame.Pong, frame.Payload)) : Task.CompletedTask);
                break;
            case ClientFrame.Pong:
                PongCount++;
                break;
            case ClientFrame.Close:
                var code = frame.Payload.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(frame.Payload) : 1005;
                _mailbox.End(new(code, frame.Payload.Length > 2 ? Encoding.UTF8.GetString(frame.Payload.AsSpan(2)) : ""));
                await (_options.AnswersClose ? SendFrameAsync(new(ClientFrame.Close, frame.Payload)) : Task.CompletedTask);
                break;
            default:
                Take(frame);
                break;
        }
    }

    private void Take(ServerFrame frame)
    {
        var isText = frame.Opcode == ClientFrame.Text;
        if (!MessageReader.TryRead(frame.Payload, isText ? FrameKind.Text : FrameKind.Binary, FrameLimits.Default, out var message, out var violation))
        {
            throw new InvalidDataException($"The relay sent a frame that can't be read: {violation.Text}");
        }

        var received = new ReceivedMessage(message, isText, frame.Payload);
        if (Intercept?.Invoke(received) != true)
        {
            _mailbox.Add(received);
        }
    }
}
