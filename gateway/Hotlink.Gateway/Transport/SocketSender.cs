using System.Net.Sockets;
using System.Threading.Tasks.Sources;
using Microsoft.Extensions.ObjectPool;

namespace Hotlink.Gateway.Transport;

/// <summary>One write to a socket from several pieces of memory, which can be awaited. Used again and again, by one writer at a time.</summary>
internal sealed class SocketSender() : SocketAsyncEventArgs(true), IValueTaskSource<SocketError>, IResettable
{
    private ManualResetValueTaskSourceCore<SocketError> _done;

    /// <summary>Writes all pieces; completes when the system has taken them.</summary>
    public ValueTask<SocketError> SendAsync(Socket socket, List<ArraySegment<byte>> pieces)
    {
        if (pieces.Count == 1)
        {
            SetBuffer(pieces[0].Array, pieces[0].Offset, pieces[0].Count);
        }
        else
        {
            BufferList = pieces;
        }

        _done.Reset();
        return socket.SendAsync(this) ? new(this, _done.Version) : new(SocketError);
    }

    /// <summary>Lets go of the memory that was written from.</summary>
    public bool TryReset()
    {
        if (BufferList is null)
        {
            SetBuffer(null, 0, 0);
        }
        else
        {
            BufferList = null;
        }

        return true;
    }

    public SocketError GetResult(short token) => _done.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _done.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _done.OnCompleted(continuation, state, token, flags);

    protected override void OnCompleted(SocketAsyncEventArgs e) => _done.SetResult(SocketError);
}
