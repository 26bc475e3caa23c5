using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.ObjectPool;

namespace Hotlink.Gateway.Transport;

/// <summary>
/// An accepted socket while the server speaks HTTP on it. An upgraded request may take the socket: then the server is through with it, and
/// with the several kilobytes that it keeps for a connection. TLS lies above: a request behind it keeps its connection to the server.
/// </summary>
internal sealed class AcceptedConnection : DefaultConnectionContext
{
    private readonly Socket _socket;
    private readonly HandoverListener _listener;
    private readonly HttpPipe _pipe;
    private readonly CancellationTokenSource _closed = new();
    private Task _closing = Task.CompletedTask;
    private Func<SocketPipe, Task>? _run;
    private byte[] _read = [];

    public AcceptedConnection(Socket socket, MemoryPool<byte> pool, ObjectPool<SocketSender> senders, HandoverListener listener)
    {
        (_socket, _listener) = (socket, listener);
        Transport = _pipe = new(
            PipeReader.Create(new NetworkStream(socket, ownsSocket: false), new(pool, leaveOpen: true, useZeroByteReads: true)),
            new SocketWriter(socket, pool, senders));
        ConnectionClosed = _closed.Token;
        LocalEndPoint = socket.LocalEndPoint;
        RemoteEndPoint = socket.RemoteEndPoint;
        Features.Set(this);
    }

    /// <summary>Connection middleware: starts what took the socket when HTTP has let go of it.</summary>
    public static ConnectionDelegate Wrap(ConnectionDelegate next) => async connection =>
    {
        await next(connection);
        (connection as AcceptedConnection)?.HandOver();
    };

    /// <summary>Takes the socket, unless there is TLS in between. To be called behind the response's last byte.</summary>
    /// <param name="transport">The transport as the request sees it.</param>
    /// <param name="run">Runs when the request has ended; the socket is closed after it.</param>
    public bool TryTake(IDuplexPipe transport, Func<SocketPipe, Task> run)
    {
        if (!ReferenceEquals(transport, _pipe))
        {
            return false;
        }

        if (_pipe.Input.TryRead(out var result))
        {
            _read = result.Buffer.ToArray(); // What the peer sent without waiting for the answer.
            _pipe.Input.AdvanceTo(result.Buffer.End);
        }

        _run = run;
        return true;
    }

    // The base class would tell of it some time later, and fail where it has been disposed of by then: with nobody to catch that, the process ends.
    public override void Abort(ConnectionAbortedException abortReason)
    {
        SocketEnd.Close(_socket);
        if (_closed.CancelAsync() is { IsCompletedSuccessfully: false } closing)
        {
            _closing = closing; // The first call's: all others are through at once.
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (_run is null)
        {
            SocketEnd.Close(_socket);
        }

        await _closing;
        await base.DisposeAsync();
    }

    private void HandOver()
    {
        if (_run is { } run)
        {
            _listener.Own(_socket, _read, run);
        }
    }

    private sealed record HttpPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
