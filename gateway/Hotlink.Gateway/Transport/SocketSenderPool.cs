using System.Collections.Concurrent;

namespace Hotlink.Gateway.Transport;

/// <summary>The senders that no socket uses at the moment: a connection at rest has none. Thread-safe.</summary>
internal sealed class SocketSenderPool : IDisposable
{
    private const int Kept = 1024;
    private readonly ConcurrentQueue<SocketSender> _free = new();
    private int _count;

    public SocketSender Rent()
    {
        if (!_free.TryDequeue(out var sender))
        {
            return new();
        }

        Interlocked.Decrement(ref _count);
        return sender;
    }

    public void Return(SocketSender sender)
    {
        sender.Clear();
        if (Interlocked.Increment(ref _count) <= Kept)
        {
            _free.Enqueue(sender);
        }
        else
        {
            Interlocked.Decrement(ref _count);
            sender.Dispose();
        }
    }

    public void Dispose()
    {
        while (_free.TryDequeue(out var sender))
        {
            sender.Dispose();
        }
    }
}
