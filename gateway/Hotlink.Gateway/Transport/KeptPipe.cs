using System.IO.Pipelines;

namespace Hotlink.Gateway.Transport;

/// <summary>A transport whose user can be kept from completing it.</summary>
internal sealed class KeptPipe(IDuplexPipe inner) : IDuplexPipe
{
    private readonly KeptReader _input = new(inner.Input);
    private readonly KeptWriter _output = new(inner.Output);

    public PipeReader Input => _input;

    public PipeWriter Output => _output;

    /// <summary>From here on completing does nothing.</summary>
    public void Keep() => _input.IsKept = _output.IsKept = true;

    private sealed class KeptReader(PipeReader inner) : PipeReader
    {
        public bool IsKept { get; set; }

        public override void AdvanceTo(SequencePosition consumed) => inner.AdvanceTo(consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => inner.AdvanceTo(consumed, examined);

        public override void CancelPendingRead() => inner.CancelPendingRead();

        public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) => inner.ReadAsync(cancellationToken);

        public override bool TryRead(out ReadResult result) => inner.TryRead(out result);

        public override void Complete(Exception? exception = null)
        {
            if (!IsKept)
            {
                inner.Complete(exception);
            }
        }
    }

    private sealed class KeptWriter(PipeWriter inner) : PipeWriter
    {
        public bool IsKept { get; set; }

        public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

        public override long UnflushedBytes => inner.UnflushedBytes;

        public override void Advance(int bytes) => inner.Advance(bytes);

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => inner.FlushAsync(cancellationToken);

        public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

        public override void Complete(Exception? exception = null)
        {
            if (!IsKept)
            {
                inner.Complete(exception);
            }
        }
    }
}
