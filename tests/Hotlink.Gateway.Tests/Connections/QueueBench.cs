using System.Text;
using Hotlink.Gateway.Connections;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Gateway.Tests.Connections;

/// <summary>An outbound queue with small bounds, and frames that carry their own name.</summary>
internal sealed class QueueBench
{
    /// <summary>What the smallest frame costs.</summary>
    public const int Unit = 1024;

    public QueueBench(int sessionUnits = 4, int connectionUnits = 10)
    {
        Options = new() { SessionQueueBytes = sessionUnits * Unit, ConnectionQueueBytes = connectionUnits * Unit };
        Queue = new(Options);
    }

    public ConnectionOptions Options { get; }

    public FramePool Pool { get; } = new();

    public OutboundQueue Queue { get; }

    /// <summary>Whether whoever used the queue last was told to start writing.</summary>
    public bool Started { get; private set; }

    public Frame Frame(string name, int units = 1)
    {
        var frame = Pool.Rent(units * Unit);
        frame.Length = Encoding.ASCII.GetBytes(name, frame.Buffer.Span);
        return frame;
    }

    public ValueTask<DeliveryResult> Enqueue(string session, params string[] names)
    {
        var batch = FrameBatch.Rent();
        foreach (var name in names)
        {
            batch.Add(Frame(name));
        }

        var taken = Queue.Enqueue(session, batch, out var start);
        Started = start;
        return taken;
    }

    public bool Control(string name, string? behind = null)
    {
        var sent = Queue.EnqueueControl(WebSocketOpcode.Text, Frame(name), behind, out var start);
        Started = start;
        return sent;
    }

    public bool Close(string name)
    {
        var closed = Queue.Close(new(WebSocketOpcode.Close, Frame(name)), out var start);
        Started = start;
        return closed;
    }

    /// <summary>The names of what is written next, by the one who was told to.</summary>
    public List<string> Take(int maxBytes = 1)
    {
        var items = new List<OutboundItem>();
        Assert.Equal(Queue.TryDequeue(items, maxBytes), items.Count > 0);
        return [.. items.Select(NameOf)];
    }

    /// <summary>The names of all that is queued.</summary>
    public List<string> TakeAll()
    {
        var all = new List<string>();
        while (Take(int.MaxValue) is { Count: > 0 } names)
        {
            all.AddRange(names);
        }

        return all;
    }

    private static string NameOf(OutboundItem item)
    {
        var name = Encoding.ASCII.GetString(item.Frame.Span);
        item.Frame.Release();
        return name;
    }
}
