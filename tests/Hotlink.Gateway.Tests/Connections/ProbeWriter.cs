using System.IO.Pipelines;

namespace Hotlink.Gateway.Tests.Connections;

/// <summary>A socket's writer that notes how much each flush took, and fails when it is told to.</summary>
internal sealed class ProbeWriter(PipeWriter inner) : PipeWriter
{
    private int _unflushed;

    /// <summary>The bytes of each flush.</summary>
    public List<int> Flushes { get; } = [];

    public Exception? FlushFailure { get; set; }

    public Exception? SpanFailure { get; set; }

    /// <summary>When flushes end, where that isn't up to the socket.</summary>
    public Task<FlushResult>? Held { get; set; }

    public override void Advance(int bytes)
    {
        _unflushed += bytes;
        inner.Advance(bytes);
    }

    public override Memory<byte> GetMemory(int sizeHint = 0) => SpanFailure is null ? inner.GetMemory(sizeHint) : throw SpanFailure;

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        Flushes.Add(_unflushed);
        _unflushed = 0;
        return FlushFailure is not null ? ValueTask.FromException<FlushResult>(FlushFailure)
            : Held is not null ? new(Held)
            : inner.FlushAsync(cancellationToken);
    }
}
