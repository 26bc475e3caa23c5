using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.Extensions.ObjectPool;

namespace Hotlink.Gateway.Transport;

/// <summary>A socket that HTTP has nothing to do with any more, with nothing in between.</summary>
internal sealed class SocketPipe : IDuplexPipe
{
    private readonly Socket _socket;
    private readonly SocketReader _input;
    private readonly SocketWriter _output;

    /// <summary>Takes a socket over, and what was read of it already.</summary>
    public SocketPipe(Socket socket, MemoryPool<byte> pool, ObjectPool<SocketSender> senders, in ReadOnlySequence<byte> read)
    {
        _socket = socket;
        _input = new(socket, pool, read);
        _output = new(socket, pool, senders);
    }

    public PipeReader Input => _input;

    public PipeWriter Output => _output;

    /// <summary>
    /// For how long the peer's machine has acknowledged nothing, which it does whether the program there reads or not; <see langword="null"/> where
    /// the system doesn't tell.
    /// </summary>
    public TimeSpan? Unacknowledged => TcpInfo.SinceLastAck(_socket);

    /// <summary>Closes the socket: what waits for it fails. Any thread may do that at any time.</summary>
    public void Abort() => SocketEnd.Close(_socket);

    /// <summary>Closes the socket when nothing waits for it any more.</summary>
    public void Close()
    {
        Abort();
        _input.Complete();
        _output.Complete();
    }
}
