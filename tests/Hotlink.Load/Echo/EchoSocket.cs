using System.Buffers;
using System.Net.Sockets;
using Hotlink.Load.Client;
using Hotlink.Load.Tunnels;
using Hotlink.Protocol;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Load.Echo;

/// <summary>One WebSocket, used by blocking calls: as little around the server as there can be. One thread may send and one receive.</summary>
internal sealed class EchoSocket : IDisposable
{
    private const int BufferBytes = 128 * 1024;
    private readonly Socket _socket;
    private readonly byte[] _arrived = new byte[BufferBytes];
    private int _start;
    private int _end;
    private byte[] _out = [];

    private EchoSocket(Socket socket) => _socket = socket;

    /// <summary>Connects.</summary>
    /// <exception cref="LoadException">The server won't have it.</exception>
    public static async Task<EchoSocket> ConnectAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        var echo = new EchoSocket(await Loopback.ConnectAsync(endpoint.Port, cancellationToken));
        var key = Handshake.NewKey();
        await echo._socket.SendAsync(Handshake.Request(endpoint, "echo@bench.local", null, WireEncoding.Json, key), cancellationToken);
        int headLength;
        HandshakeAnswer? answer;
        while ((answer = HandshakeAnswer.TryRead(echo._arrived.AsSpan(0, echo._end), out headLength)) is null)
        {
            echo._end += await echo._socket.ReceiveAsync(echo._arrived.AsMemory(echo._end), cancellationToken) is > 0 and var count
                ? count : throw new LoadException("the echo ended within its handshake.");
        }

        Handshake.Check(answer, endpoint, "echo", key, WireEncoding.Json);
        echo._start = headLength;
        return echo;
    }

    /// <summary>Sends one message.</summary>
    public void Send(ReadOnlySpan<byte> payload) => Send(WebSocketOpcode.Binary, payload);

    /// <summary>Sends nothing more: the answer to this comes behind all others.</summary>
    public void SendClose() => Send(WebSocketOpcode.Close, []);

    /// <summary>Receives one message, which has to be as long as <paramref name="expected"/> and equal to it.</summary>
    /// <returns>Whether it was.</returns>
    public bool Receive(ReadOnlySpan<byte> expected)
    {
        ServerFrame frame;
        while (ServerFrame.TryRead(_arrived.AsSpan(_start, _end - _start), out frame) is var status and not OperationStatus.Done)
        {
            if (status == OperationStatus.InvalidData || !Fill())
            {
                return false;
            }
        }

        _start += frame.HeaderLength;
        if (frame.PayloadLength != expected.Length || !frame.IsFinal)
        {
            return false;
        }

        while (!expected.IsEmpty)
        {
            if (_start == _end && !Fill())
            {
                return false;
            }

            var count = Math.Min(_end - _start, expected.Length);
            if (!_arrived.AsSpan(_start, count).SequenceEqual(expected[..count]))
            {
                return false;
            }

            _start += count;
            expected = expected[count..];
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private void Send(WebSocketOpcode opcode, ReadOnlySpan<byte> payload)
    {
        var needed = ClientFrame.HeaderLength(payload.Length) + payload.Length;
        if (_out.Length < needed)
        {
            _out = new byte[needed];
        }

        var header = ClientFrame.WriteHeader(_out, opcode, payload.Length, 0);
        payload.CopyTo(_out.AsSpan(header));
        for (var at = 0; at < needed;)
        {
            at += _socket.Send(_out.AsSpan(at, needed - at));
        }
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _arrived.AsSpan(_start, _end - _start).CopyTo(_arrived);
            (_start, _end) = (0, _end - _start);
        }

        var count = _socket.Receive(_arrived.AsSpan(_end));
        _end += count;
        return count > 0;
    }
}
