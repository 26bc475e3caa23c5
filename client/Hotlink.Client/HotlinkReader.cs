using Hotlink.Client.Sessions;
using Hotlink.Client.Streams;

namespace Hotlink.Client;

/// <summary>
/// The receiving end of a session. One read at a time; everything else is thread-safe. A reliable stream outlives its sessions.
/// </summary>
public sealed class HotlinkReader : IAsyncDisposable
{
    private readonly InboundStream _stream;

    internal HotlinkReader(InboundStream stream) => _stream = stream;

    /// <summary>The path that the sender opened.</summary>
    public string Path => _stream.Mark.Path;

    /// <summary>The sender as the relay attests it; empty where the relay doesn't name it.</summary>
    public string Peer => _stream.Mark.Peer;

    /// <summary>The session that it uses now, or used last.</summary>
    public string SessionId => _stream.SessionId;

    /// <summary>What it carries, by the session's id or, of a plain one, its path.</summary>
    public HotlinkFraming Framing => _stream.Framing;

    /// <summary>What the two ends have agreed on.</summary>
    public HotlinkMode Mode => _stream.Mode;

    /// <summary>Where it stands.</summary>
    public HotlinkStreamState State => _stream.State;

    /// <summary>
    /// The sender's words about the stream (<see cref="HotlinkOpenOptions.Label"/>), known when <see cref="Greeted"/> completes; empty where it
    /// has none, or is a plain one. They are the sender's, unchecked but for their length and characters.
    /// </summary>
    public string Label => _stream.Label;

    /// <summary>
    /// The sender's last words, known at the end in good order; empty where it has none, or is a plain one. As unchecked as <see cref="Label"/>.
    /// </summary>
    public string Trailer => _stream.Trailer;

    /// <summary>Completes when it is known what the two ends agree on, or the stream has ended. Never fails.</summary>
    public Task Greeted => _stream.Greeted;

    /// <summary>Completes with <see cref="Greeted"/>, or when the session was lost before.</summary>
    internal Task Settled => _stream.Settled;

    /// <summary>Completes when the stream has ended; fails with a <see cref="HotlinkException"/> unless it was in good order.</summary>
    public Task Completion => _stream.Completion;

    /// <summary>Reads bytes in order. Of a session that carries messages, the payloads one after the other.</summary>
    /// <param name="buffer">Where they go.</param>
    /// <param name="cancellationToken">Gives up; nothing is lost then.</param>
    /// <returns>How many; 0 at the end in good order.</returns>
    /// <exception cref="HotlinkException">The stream has failed, with the reason; everything that came before has been read.</exception>
    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _stream.ReadAsync(buffer, cancellationToken);

    /// <summary>Reads the next message. Of a session that carries bytes, a piece of any length.</summary>
    /// <param name="cancellationToken">Gives up; nothing is lost then.</param>
    /// <returns>The message, in memory of its own; null at the end in good order.</returns>
    /// <exception cref="HotlinkException">The stream has failed, with the reason; everything that came before has been read.</exception>
    public ValueTask<HotlinkMessage?> ReadMessageAsync(CancellationToken cancellationToken = default) =>
        _stream.ReadMessageAsync(cancellationToken);

    /// <summary>Gives the stream up: the sender is told, what has not been read is lost.</summary>
    /// <param name="text">Why, for people at the other end; at most 200 characters are sent.</param>
    public void Abort(string text = "") => _stream.Abort(new(HotlinkReason.Aborted, text));

    /// <summary>Gives the stream up with a word that clients of today know.</summary>
    /// <param name="reason"><see cref="HotlinkReason.IpcUnavailable"/> or <see cref="HotlinkReason.Aborted"/>.</param>
    /// <param name="text">Why, for people at the other end; at most 200 characters are sent, and only to reliable peers.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not for a receiver to say.</exception>
    public void Abort(HotlinkReason reason, string text = "") => _stream.Abort(new(
        reason is HotlinkReason.IpcUnavailable or HotlinkReason.Aborted ? reason : throw new ArgumentOutOfRangeException(nameof(reason)), text));

    /// <summary>Sends a signal to the sender.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HotlinkException">There is no session now.</exception>
    public ValueTask SignalAsync(HotlinkPeerSignal signal, CancellationToken cancellationToken = default) =>
        _stream.SignalAsync(signal, cancellationToken);

    /// <summary>Waits for the next signal of the sender. At most 64 are kept; further ones are lost.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The signal; null when the stream has ended.</returns>
    public ValueTask<HotlinkPeerSignal?> ReadSignalAsync(CancellationToken cancellationToken = default) =>
        _stream.ReadSignalAsync(cancellationToken);

    /// <summary>How the stream has fared.</summary>
    public HotlinkStatistics GetStatistics() => _stream.GetStatistics();

    /// <summary>Ends the reading: aborts the stream unless it has ended. Never throws.</summary>
    public ValueTask DisposeAsync()
    {
        _stream.Abort(new EndReason(HotlinkReason.Aborted, "the reader was disposed of"));
        return ValueTask.CompletedTask;
    }
}
