using Hotlink.Client;
using Hotlink.Daemon.Tunnels.Desk;

namespace Hotlink.Daemon.Tunnels.Streams;

/// <summary>A stream of the peer, from its accept to its end.</summary>
internal sealed class Inbound(HotlinkReader reader) : Arrival
{
    private static readonly TimeSpan WordTime = TimeSpan.FromMilliseconds(100);

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
        Readable = Reader.ReadAsync(Memory<byte>.Empty, cancellationToken).AsTask();
        if (Word is null)
        {
            var said = await WaitForWordAsync(time, cancellationToken).ConfigureAwait(false);
            told(() => (Word, State) = (said, said is null ? State : ArrivalState.Announced));
        }

        await Readable.ConfigureAwait(false);
        told(() =>
        {
            HeldBytes = Reader.GetStatistics().WaitingBytes;
            State = HeldBytes > 0 ? ArrivalState.Ready : ArrivalState.Empty;
            ReadyAt = time.GetElapsedTime(start);
        });
    }

    /// <summary>Looks at the stream again.</summary>
    public void Refresh()
    {
        var statistics = Reader.GetStatistics();
        HeldBytes = statistics.WaitingBytes;
        IsStalled = statistics.Stall == HotlinkStallCause.PeerLink;
    }

    // A word comes before the first byte, or not at all.
    private async Task<RunWord?> WaitForWordAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var word = ReadWordAsync(enough.Token);
        if (await Task.WhenAny(word, Readable).ConfigureAwait(false) == Readable && (Reader.Mode != HotlinkMode.Plain || Readable.IsFaulted))
        {
            await Task.WhenAny(word, Task.Delay(WordTime, time, enough.Token)).ConfigureAwait(false);
        }

        await enough.CancelAsync().ConfigureAwait(false);
        return await word.ConfigureAwait(false);
    }

    private async Task<RunWord?> ReadWordAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await Reader.ReadSignalAsync(cancellationToken).ConfigureAwait(false) is { } signal)
            {
                if (signal.Kind == RunWord.Kind)
                {
                    return RunWord.Parse(signal.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // It said nothing in time.
        }

        return null;
    }
}
