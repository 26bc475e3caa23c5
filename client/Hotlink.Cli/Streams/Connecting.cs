using Hotlink.Client;

namespace Hotlink.Cli.Streams;

/// <summary>Waiting for the relay and the other end, for a bounded time.</summary>
internal static class Connecting
{
    /// <summary>Connects, and waits for a relay that isn't there yet.</summary>
    public static Task<HotlinkClient> ConnectAsync(HotlinkClientOptions options, TimeSpan wait, CancellationToken cancellationToken) =>
        WithinAsync(
            token => HotlinkClient.ConnectAsync(options with { WaitForRelay = true }, token), wait, "the relay can't be reached", cancellationToken,
            HotlinkReason.RelayUnreachable);

    /// <summary>Gives up after a while.</summary>
    /// <exception cref="HotlinkException">It did not come in time.</exception>
    public static async Task<T> WithinAsync<T>(
        Func<CancellationToken, Task<T>> work, TimeSpan wait, string failure, CancellationToken cancellationToken, HotlinkReason reason = HotlinkReason.Timeout)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(wait);
        try
        {
            return await work(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HotlinkException(reason, $"{failure} ({wait.TotalSeconds:0.#} s)");
        }
    }
}
