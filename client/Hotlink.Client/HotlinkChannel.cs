using System.Diagnostics.CodeAnalysis;

namespace Hotlink.Client;

/// <summary>
/// A channel between two parties as one duplex stream. One read and one write at a time. The directions end apart: <see cref="CompleteWritesAsync"/>
/// ends one's own, a read of 0 bytes is the end of the peer's.
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "Channel is the word for it.")]
public sealed class HotlinkChannel : Stream
{
    internal HotlinkChannel(HotlinkReader reader, HotlinkWriter writer) => (Reader, Writer) = (reader, writer);

    /// <summary>The peer's direction.</summary>
    public HotlinkReader Reader { get; }

    /// <summary>One's own direction.</summary>
    public HotlinkWriter Writer { get; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <summary>Not supported.</summary>
    public override long Length => throw new NotSupportedException();

    /// <summary>Not supported.</summary>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Ends one's own direction and completes when the peer has everything. The peer's direction goes on.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="HotlinkException">The direction has failed, with the reason.</exception>
    public Task CompleteWritesAsync(CancellationToken cancellationToken = default) => Writer.CompleteAsync(cancellationToken);

    /// <summary>Gives both directions up: the peer is told, what is under way is lost.</summary>
    /// <param name="text">Why, for people at the other end.</param>
    public void Abort(string text = "")
    {
        Writer.Abort(text);
        Reader.Abort(text);
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Reader.ReadAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Reader.ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        Writer.WriteAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Writer.WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Completes at once: bytes are sent as they are taken. <see cref="HotlinkWriter.FlushAsync"/> waits for the peer.</summary>
    /// <param name="cancellationToken">Not used.</param>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) =>
        WriteAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    /// <summary>Does nothing: bytes are sent as they are taken.</summary>
    public override void Flush()
    {
    }

    /// <summary>Not supported.</summary>
    /// <param name="offset">Not used.</param>
    /// <param name="origin">Not used.</param>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <summary>Not supported.</summary>
    /// <param name="value">Not used.</param>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Completes one's own direction within <see cref="HotlinkClientOptions.CloseTimeout"/>, else aborts it; ends the peer's.</summary>
    public override async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync().ConfigureAwait(false);
        await Reader.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Abort();
        }

        base.Dispose(disposing);
    }
}
