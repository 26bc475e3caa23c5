namespace Hotlink.Daemon.Tunnels.Streams;

/// <summary>What a tunnel counts. Thread-safe.</summary>
internal sealed class TunnelMeters
{
    private long _bytesSent;
    private long _bytesReceived;
    private long _piecesSent;
    private long _piecesReceived;
    private long _runs;
    private long _probes;
    private long _notReady;
    private long _framesBuffered;
    private long _framesDropped;

    public long BytesSent => Interlocked.Read(ref _bytesSent);

    public long BytesReceived => Interlocked.Read(ref _bytesReceived);

    public long PiecesSent => Interlocked.Read(ref _piecesSent);

    public long PiecesReceived => Interlocked.Read(ref _piecesReceived);

    public long Runs => Interlocked.Read(ref _runs);

    public long Probes => Interlocked.Read(ref _probes);

    public long NotReady => Interlocked.Read(ref _notReady);

    public long FramesBuffered => Interlocked.Read(ref _framesBuffered);

    public long FramesDropped => Interlocked.Read(ref _framesDropped);

    public void Sent(int bytes)
    {
        Interlocked.Add(ref _bytesSent, bytes);
        Interlocked.Increment(ref _piecesSent);
    }

    public void Received(int bytes)
    {
        Interlocked.Add(ref _bytesReceived, bytes);
        Interlocked.Increment(ref _piecesReceived);
    }

    public void CountRun() => Interlocked.Increment(ref _runs);

    public void CountProbe() => Interlocked.Increment(ref _probes);

    public void CountNotReady() => Interlocked.Increment(ref _notReady);

    public void Buffered(long frames) => Interlocked.Add(ref _framesBuffered, frames);

    public void Dropped(long frames) => Interlocked.Add(ref _framesDropped, frames);
}
