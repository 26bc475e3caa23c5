using Hotlink.Client.Wire;

namespace Hotlink.Client.Sessions;

/// <summary>Opens both directions of a channel: one's own path for sending, the peer's for receiving. Who the peer is, the relay attests.</summary>
internal static class ChannelOpener
{
    /// <summary>Opens a channel.</summary>
    public static async Task<HotlinkChannel> OpenAsync(HotlinkClient client, HotlinkChannelOptions options, CancellationToken cancellationToken)
    {
        var own = $"{client.User}/{options.Directory}/{options.Name}";
        var theirs = $"{options.Peer}/{options.Directory}/{options.Name}";
        if (!PathRules.IsCanonical(own) || !PathRules.IsCanonical(theirs))
        {
            throw new HotlinkException(HotlinkReason.InvalidPath, "the directory or name is empty, too long or not canonical");
        }

        using var timeout = new CancellationTokenSource(options.OpenTimeout, client.Options.TimeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var writer = client.OpenAsync(new HotlinkOpenOptions { Path = own, To = options.Peer, AcceptTimeout = options.OpenTimeout }, both.Token);
        var reader = AcceptAsync(client, theirs, options.Peer, writer, both.Token);
        try
        {
            await CancelOnFailureAsync(writer, both).ConfigureAwait(false);
            await FirstAsync(reader, (await writer.ConfigureAwait(false)).Completion).ConfigureAwait(false);
            return new(await reader.ConfigureAwait(false), await writer.ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            await both.CancelAsync().ConfigureAwait(false);
            await GiveUpAsync(writer, reader).ConfigureAwait(false);
            if (exception is OperationCanceledException)
            {
                cancellationToken.ThrowIfCancellationRequested(); // With the caller's own token.
                throw new HotlinkException(HotlinkReason.NoReceiver, "the peer did not open its side in time", exception);
            }

            throw;
        }
    }

    // A peer that gives its side up before ours is accepted begins anew: so does its reader. One that never came to a greeting never belonged to
    // the channel that the peer has accepted ours for.
    private static async Task<HotlinkReader> AcceptAsync(
        HotlinkClient client, string path, string peer, Task<HotlinkWriter> writer, CancellationToken cancellationToken)
    {
        var reader = await client.AcceptAsync(path, peer, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            await Task.WhenAny(writer, reader.Completion).ConfigureAwait(false);
            var next = await NextAsync(client, reader, cancellationToken).ConfigureAwait(false);
            if (next is null && reader.Mode != HotlinkMode.Greeting && (writer.IsCompleted || !reader.Completion.IsFaulted))
            {
                return reader;
            }

            await reader.DisposeAsync().ConfigureAwait(false);
            reader = next ?? await client.AcceptAsync(path, peer, cancellationToken).ConfigureAwait(false);
        }
    }

    // A stream that lost its session before its greeting goes on, unless its peer has given it up, and can't tell. Then the next one is the peer's.
    private static async Task<HotlinkReader?> NextAsync(HotlinkClient client, HotlinkReader reader, CancellationToken cancellationToken)
    {
        await reader.Settled.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (reader.Greeted.IsCompleted || cancellationToken.IsCancellationRequested)
        {
            return null;
        }

        using var greeted = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var next = client.AcceptAsync(reader.Path, reader.Peer, greeted.Token);
        await Task.WhenAny(reader.Greeted, next).ConfigureAwait(false);
        await greeted.CancelAsync().ConfigureAwait(false);
        await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return next.IsCompletedSuccessfully ? await next.ConfigureAwait(false) : null;
    }

    // Nobody waits for the peer's side when one's own has failed: the peer has given the channel up.
    private static async Task FirstAsync(Task<HotlinkReader> reader, Task writerCompletion)
    {
        if (await Task.WhenAny(reader, writerCompletion).ConfigureAwait(false) == writerCompletion)
        {
            await writerCompletion.ConfigureAwait(false);
        }
    }

    private static async Task CancelOnFailureAsync(Task<HotlinkWriter> writer, CancellationTokenSource both)
    {
        try
        {
            await writer.ConfigureAwait(false);
        }
        catch
        {
            await both.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task GiveUpAsync(Task<HotlinkWriter> writer, Task<HotlinkReader> reader)
    {
        await Task.WhenAll(writer, reader).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (writer.IsCompletedSuccessfully)
        {
            (await writer.ConfigureAwait(false)).Abort("the channel did not come up");
        }

        if (reader.IsCompletedSuccessfully)
        {
            (await reader.ConfigureAwait(false)).Abort("the channel did not come up");
        }
    }
}
