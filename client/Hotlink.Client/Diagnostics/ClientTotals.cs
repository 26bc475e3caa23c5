namespace Hotlink.Client.Diagnostics;

/// <summary>The counters of one client. Thread-safe.</summary>
internal sealed class ClientTotals
{
    private long _sentFrames;
    private long _sentBytes;
    private long _receivedFrames;
    private long _receivedBytes;
    private long _links;

    /// <summary>A data frame was handed to the connection.</summary>
    public void Sent(int bytes)
    {
        Interlocked.Increment(ref _sentFrames);
        Interlocked.Add(ref _sentBytes, bytes);
    }

    /// <summary>A data frame has come.</summary>
    public void Received(int bytes)
    {
        Interlocked.Increment(ref _receivedFrames);
        Interlocked.Add(ref _receivedBytes, bytes);
    }

    /// <summary>A connection came up.</summary>
    public void Connected() => Interlocked.Increment(ref _links);

    /// <summary>The counters as they stand.</summary>
    public HotlinkTotals Read() => new()
    {
        SentFrames = Interlocked.Read(ref _sentFrames),
        SentBytes = Interlocked.Read(ref _sentBytes),
        ReceivedFrames = Interlocked.Read(ref _receivedFrames),
        ReceivedBytes = Interlocked.Read(ref _receivedBytes),
        Links = Interlocked.Read(ref _links),
    };
}
