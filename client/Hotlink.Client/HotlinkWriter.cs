using Hotlink.Client.Sessions;
using Hotlink.Client.Streams;

namespace Hotlink.Client;

/// <summary>
/// The sending end of a session. One write at a time; everything else is thread-safe. A reliable stream outlives its sessions.
/// </summary>
public sealed class HotlinkWriter : IAsyncDisposable
{
    private readonly OutboundStream _stream;
    private readonly ClientContext _context;

    internal HotlinkWriter(OutboundStream stream, ClientContext context) => (_stream, _context) = (stream, context);

    /// <summary>The path it sends on.</summary>
    public string Path => _stream.Options.Path;

    /// <summary>The only user meant, or null.</summary>
    public string? Peer => _stream.Options.To;

    /// <summary>The session that it uses now, or used last.</summary>
    public string SessionId => _stream.SessionId;

    /// <summary>What it carries.</summary>
    public HotlinkFraming Framing => _stream.Options.Framing;

    /// <summary>What the two ends have agreed on.</summary>
    public HotlinkMode Mode => _stream.Mode;

    /// <summary>Where it stands.</summary>
    public HotlinkStreamState State => _stream.State;

    /// <summary>Completes when the stream has ended; fails with a <see cref="HotlinkException"/> unless it was in good order.</summary>
    public Task Completion => _stream.Completion;

    /// <summary>Takes bytes to send. Completes when all are taken, not when they have arrived; waits while the window is full.</summary>
    /// <param name="bytes">The bytes; not needed any more when it completes.</param>
    /// <param name="cancellationToken">Gives up; a part may have been taken, so abort the stream then.</param>
    /// <exception cref="HotlinkException">The stream has failed, with the reason.</exception>
    /// <exception cref="InvalidOperationException">It carries messages, or was completed.</exception>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default) =>
        _stream.WriteAsync(bytes, cancellationToken);

    /// <summary>Takes a message to send. Completes when it is taken, not when it has arrived; waits while the window is full.</summary>
    /// <param name="message">The message; its payload is not needed any more when it completes.</param>
    /// <param name="cancellationToken">Gives up; the message was not taken then.</param>
    /// <exception cref="HotlinkException">The stream has failed, with the reason, or the message is too large.</exception>
    /// <exception cref="InvalidOperationException">It carries bytes, or was completed.</exception>
    public ValueTask SendAsync(HotlinkMessage message, CancellationToken cancellationToken = default) =>
        _stream.SendAsync(message, cancellationToken);

    /// <summary>Completes when the peer has acknowledged everything taken so far; of a plain stream, when the socket has it.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HotlinkException">The stream has failed, with the reason.</exception>
    public Task FlushAsync(CancellationToken cancellationToken = default) => _stream.FlushAsync(cancellationToken);

    /// <summary>Says that nothing more will come, and completes when the peer has everything.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="HotlinkException">The stream has failed, with the reason.</exception>
    public Task CompleteAsync(CancellationToken cancellationToken = default) => _stream.CompleteAsync("", cancellationToken);

    /// <summary>Says that nothing more will come, with last words, and completes when the peer has everything.</summary>
    /// <param name="trailer">
    /// Words for the receiving application, known to it at the end: at most 256 visible ASCII characters, no spaces. Plain streams have none.
    /// </param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="HotlinkException">The stream has failed, with the reason.</exception>
    /// <exception cref="ArgumentException">The trailer is too long, or has other characters than it may have.</exception>
    public Task CompleteAsync(string trailer, CancellationToken cancellationToken = default)
    {
        MessageRules.CheckLabel(trailer);
        return _stream.CompleteAsync(trailer, cancellationToken);
    }

    /// <summary>Gives the stream up: the peer is told as soon as it can be reached, what is under way is lost.</summary>
    /// <param name="text">Why, for people at the other end; at most 200 characters are sent.</param>
    public void Abort(string text = "") => _stream.Abort(new(HotlinkReason.Aborted, text));

    /// <summary>Gives the stream up with a word that clients of today know.</summary>
    /// <param name="reason"><see cref="HotlinkReason.Fallback"/> or <see cref="HotlinkReason.Aborted"/>.</param>
    /// <param name="text">Why, for people at the other end; at most 200 characters are sent, and only to reliable peers.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not for a sender to say.</exception>
    public void Abort(HotlinkReason reason, string text = "") => _stream.Abort(new(
        reason is HotlinkReason.Fallback or HotlinkReason.Aborted ? reason : throw new ArgumentOutOfRangeException(nameof(reason)), text));

    /// <summary>Sends a signal to the receivers.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HotlinkException">There is no session now.</exception>
    public ValueTask SignalAsync(HotlinkPeerSignal signal, CancellationToken cancellationToken = default) =>
        _stream.SignalAsync(signal, cancellationToken);

    /// <summary>Waits for the next signal of a receiver. At most 64 are kept; further ones are lost.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The signal; null when the stream has ended.</returns>
    public ValueTask<HotlinkPeerSignal?> ReadSignalAsync(CancellationToken cancellationToken = default) =>
        _stream.ReadSignalAsync(cancellationToken);

    /// <summary>How the stream has fared.</summary>
    public HotlinkStatistics GetStatistics() => _stream.GetStatistics();

    /// <summary>Completes the stream in good order within <see cref="HotlinkClientOptions.CloseTimeout"/>, else aborts it. Never throws.</summary>
    public async ValueTask DisposeAsync()
    {
        var done = _stream.CompleteAsync("", CancellationToken.None).WaitAsync(_context.Options.CloseTimeout, _context.Options.TimeProvider);
        await done.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stream.Abort(new EndReason(HotlinkReason.Aborted, "disposed of before everything had arrived"));
    }
}
