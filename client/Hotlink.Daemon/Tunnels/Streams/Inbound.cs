using Hotlink.Client;
using Hotlink.Daemon.Tunnels.Desk;

namespace Hotlink.Daemon.Tunnels.Streams;

/// <summary>A stream of the peer, from its accept to its end.</summary>
internal sealed class Inbound(HotlinkReader reader) : Arrival
{
    /// <summary>The stream. Read by whoever awaited <see cref="Readable"/>.</summary>
    public HotlinkReader Reader { get; } = reader;

    /// <summary>Completes when there is something to read, or the end; fails with the stream. Nobody else reads before.</summary>
    public Task Readable { get; private set; } = Task.CompletedTask;

    /// <summary>Begins to look for something to read. To be called before anybody else knows of it.</summary>
    /// <param name="cancellationToken">Gives up; the stream can't be read then.</param>
    public Inbound Listen(CancellationToken cancellationToken)
    {
        Readable = WaitAsync(cancellationToken);
        return this;
    }

    /// <summary>Waits until it is known whose stream it is, and it has something to read.</summary>
    /// <param name="told">Called whenever <see cref="Refresh"/> may see more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task WatchAsync(Action told, CancellationToken cancellationToken)
    {
        await Reader.Greeted.WaitAsync(cancellationToken).ConfigureAwait(false);
        told();
        await Readable.ConfigureAwait(false);
        told();
    }

    /// <summary>Waits for what its sender says about it.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The word; null where the stream goes without one.</returns>
    public async Task<RunWord?> WordAsync(CancellationToken cancellationToken)
    {
        await Reader.Greeted.WaitAsync(cancellationToken).ConfigureAwait(false);
        return RunWord.Parse(Reader.Label);
    }

    /// <summary>
    /// Looks at the stream itself: whoever watches it may be late, and the peer's next stream must not be taken for an earlier one's place.
    /// </summary>
    public void Refresh(TimeSpan now)
    {
        var (mode, statistics) = (Reader.Mode, Reader.GetStatistics());
        HeldBytes = statistics.WaitingBytes;
        PlainPath = mode == HotlinkMode.Plain ? Reader.Path : null;
        IsStalled = statistics.Stall == HotlinkStallCause.PeerLink;
        if (State == ArrivalState.Greeting && mode != HotlinkMode.Greeting)
        {
            Word = RunWord.Parse(Reader.Label);
            State = Word is null ? ArrivalState.Silent : ArrivalState.Announced;
        }

        if (State is ArrivalState.Silent or ArrivalState.Announced && (HeldBytes > 0 || Reader.Completion.IsCompletedSuccessfully))
        {
            (State, ReadyAt) = (HeldBytes > 0 ? ArrivalState.Ready : ArrivalState.Empty, now);
        }
    }

    // A stream that has failed already fails here, not the caller.
    private async Task WaitAsync(CancellationToken cancellationToken) =>
        await Reader.ReadAsync(Memory<byte>.Empty, cancellationToken).ConfigureAwait(false);
}
