using System.Collections.Concurrent;
using Hotlink.Grains.Abstractions.Frames;

namespace Hotlink.Gateway.Connections;

/// <summary>What an inbox has only while something waits in it or is taken out. Pooled; used under the inbox's lock.</summary>
internal sealed class InboxBacklog
{
    private const int Pooled = 256;
    private const int PooledItems = 4;
    private static readonly ConcurrentQueue<InboxBacklog> Pool = new();

    /// <summary>The frames that came first, all of one kind.</summary>
    public FrameBatch? First { get; set; }

    /// <summary>Their kind.</summary>
    public InboxItemKind FirstKind { get; set; }

    /// <summary>What came behind them.</summary>
    public Queue<InboxItem> Rest { get; } = new();

    /// <summary>Whether somebody takes items out.</summary>
    public bool IsTaken { get; set; }

    /// <summary>The work of that one, where it is known.</summary>
    public Task? Work { get; set; }

    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty => First is null && Rest.Count == 0;

    /// <summary>An empty one.</summary>
    public static InboxBacklog Rent() => Pool.TryDequeue(out var backlog) ? backlog : new();

    /// <summary>Returns one that is empty; it is not touched again.</summary>
    public void Return()
    {
        (IsTaken, Work) = (false, null);
        if (Rest.Capacity <= PooledItems && Pool.Count < Pooled)
        {
            Pool.Enqueue(this);
        }
    }
}
