using Hotlink.Client;
using Hotlink.Daemon.Tunnels.Desk;

namespace Hotlink.Daemon.Tunnels.Streams;

/// <summary>A stream of the peer, from its accept to its end.</summary>
internal sealed class Inbound(HotlinkReader reader) : Arrival
{
    /// <summary>The stream. Read by whoever awaited <see cref="Readable"/>.</summary>
    public HotlinkReader Reader { get; } = reader;

    /// <summary>Completes when there is something to read, or the end; fails with the stream.</summary>
    public Task Readable { get; private set; } = Task.CompletedTask;

    /// <summary>Waits until it is known whose stream it is.</summary>
    /// <param name="told">Called whenever more is known.</param>
    /// <param name="time">The clock.</param>
    /// <param name="start">When the time of the desk began.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task WatchAsync(Action<Action> told, TimeProvider time, long start, CancellationToken cancellationToken)
    {
        var isKnown = State != ArrivalState.Greeting;
        var said = await ListenAsync(time, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        if (!isKnown)
        {
            told(() => (Word, State) = (said, said is null ? ArrivalState.Silent : ArrivalState.Announced));
        }

        await Readable.ConfigureAwait(false);
        told(() =>
        {
            HeldBytes = Reader.GetStatistics().WaitingBytes;
            State = HeldBytes > 0 ? ArrivalState.Ready : ArrivalState.Empty;
            ReadyAt = time.GetElapsedTime(start);
        });
    }

    /// <summary>Waits for its sender's word.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="patience">How long to wait for it to greet.</param>
    /// <param name="cancellationToken">Gives up; the stream can't be read then.</param>
    /// <returns>The word; null where the stream goes without one.</returns>
    public async Task<RunWord?> ListenAsync(TimeProvider time, TimeSpan patience, CancellationToken cancellationToken)
    {
        Readable = Reader.ReadAsync(Memory<byte>.Empty, cancellationToken).AsTask();
        try
        {
            await Reader.Greeted.WaitAsync(patience, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return null;
        }

        return Word ?? RunWord.Parse(Reader.Label);
    }

    /// <summary>Looks at the stream again.</summary>
    public void Refresh()
    {
        var statistics = Reader.GetStatistics();
        HeldBytes = statistics.WaitingBytes;
        PlainPath = Reader.Mode == HotlinkMode.Plain ? Reader.Path : null;
        IsStalled = statistics.Stall == HotlinkStallCause.PeerLink;
    }
}
