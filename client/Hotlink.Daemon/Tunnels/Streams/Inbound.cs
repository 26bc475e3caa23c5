using Hotlink.Client;
using Hotlink.Daemon.Tunnels.Desk;

namespace Hotlink.Daemon.Tunnels.Streams;

/// <summary>A stream of the peer, from its accept to its end.</summary>
internal sealed class Inbound(HotlinkReader reader) : Arrival
{
    private const int MaxRemark = 200;
    private static readonly TimeSpan WordTime = TimeSpan.FromMilliseconds(100);

    /// <summary>The stream. Read by whoever awaited <see cref="Readable"/>.</summary>
    public HotlinkReader Reader { get; } = reader;

    /// <summary>Completes when there is something to read, or the end; fails with the stream.</summary>
    public Task Readable { get; private set; } = Task.CompletedTask;

    /// <summary>What its sender said beside the word, for people.</summary>
    public string Remark { get; private set; } = "";

    /// <summary>Waits until it is known whose stream it is.</summary>
    /// <param name="told">Called whenever more is known.</param>
    /// <param name="time">The clock.</param>
    /// <param name="start">When the time of the desk began.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task WatchAsync(Action<Action> told, TimeProvider time, long start, CancellationToken cancellationToken)
    {
        var isKnown = Word is not null;
        var said = await ListenAsync(time, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        if (!isKnown)
        {
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

    /// <summary>Waits for its sender's word.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="patience">How long to wait where nothing comes at all.</param>
    /// <param name="cancellationToken">Gives up; the stream can't be read then.</param>
    /// <returns>The word; null where the stream goes without one.</returns>
    public async Task<RunWord?> ListenAsync(TimeProvider time, TimeSpan patience, CancellationToken cancellationToken)
    {
        Readable = Reader.ReadAsync(Memory<byte>.Empty, cancellationToken).AsTask();
        return Word ?? await WaitForWordAsync(time, patience, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Looks at the stream again.</summary>
    public void Refresh()
    {
        var statistics = Reader.GetStatistics();
        HeldBytes = statistics.WaitingBytes;
        PlainPath = Reader.Mode == HotlinkMode.Plain ? Reader.Path : null;
        IsStalled = statistics.Stall == HotlinkStallCause.PeerLink;
    }

    // A word comes before the first byte, or not at all; or a moment after it, as the relay takes control messages and data apart.
    private async Task<RunWord?> WaitForWordAsync(TimeProvider time, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(patience, time);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var word = ReadWordAsync(enough.Token);
        if (await Task.WhenAny(word, Readable).ConfigureAwait(false) == Readable && (Reader.Mode != HotlinkMode.Plain || Readable.IsFaulted))
        {
            await Task.WhenAny(word, Task.Delay(patience == Timeout.InfiniteTimeSpan ? WordTime : patience, time, enough.Token)).ConfigureAwait(false);
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
                    Remark = signal.Error.Length > MaxRemark ? signal.Error[..MaxRemark] : signal.Error;
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
