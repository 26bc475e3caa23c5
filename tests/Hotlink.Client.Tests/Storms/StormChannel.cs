using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Storms;

/// <summary>
/// The channel between two clients in one directory, opened again and again: by two that use it, by one that loses patience, or given up by
/// either. It comes up or fails within its time, who is joined with whom is never mixed up, and the next opening never suffers from the last.
/// </summary>
internal sealed class StormChannel(string directory, HotlinkClient first, HotlinkClient second, Random random, Func<string> seen)
{
    private const int MaxAttempts = 8;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan OpenTimeout = TimeSpan.FromSeconds(8);

    /// <summary>Plays some rounds.</summary>
    /// <exception cref="InvalidDataException">An end got or heard something that it shouldn't have.</exception>
    /// <exception cref="TimeoutException">An end heard nothing.</exception>
    public async Task RunAsync(int rounds)
    {
        for (var round = 1; round <= rounds; round++)
        {
            switch (random.Next(4))
            {
                case 0:
                    await LosePatienceAsync(random.Next(2) == 0 ? first : second);
                    break;
                case 1:
                    await GiveUpAsync(random.Next(2) == 0);
                    break;
            }

            await UseAsync(random.Next());
        }
    }

    // An end that was joined with what the other had given up before comes again: both do, because the other may have thought it was done.
    private async Task UseAsync(int content)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var ends = await Task.WhenAll(TryUseAsync(first, second, content), TryUseAsync(second, first, content));
            if (!ends.Contains(false))
            {
                return;
            }
        }

        throw new InvalidDataException($"The channel in {directory} did not come up; {seen()}");
    }

    private async Task<bool> TryUseAsync(HotlinkClient one, HotlinkClient other, int content)
    {
        try
        {
            await using var channel = await OpenAsync(one, other, CancellationToken.None);
            await Task.WhenAll(WriteAsync(channel, content), ReadAsync(channel, content));
            return true;
        }
        catch (HotlinkException failure) when (failure.Reason is HotlinkReason.Aborted or HotlinkReason.NoReceiver)
        {
            return false;
        }
    }

    private async Task WriteAsync(HotlinkChannel channel, int content)
    {
        await channel.WriteAsync(new StormContent(content).At(0, 5000)).AsTask().SoonAsync(seen);
        await channel.CompleteWritesAsync().SoonAsync(seen);
    }

    private async Task ReadAsync(HotlinkChannel channel, int content)
    {
        var (expected, buffer) = (new StormContent(content), new byte[1000]);
        while (await channel.ReadAsync(buffer).AsTask().SoonAsync(seen) is > 0 and var count)
        {
            expected.Check(buffer.AsSpan(0, count));
        }

        if (expected.Checked != 5000)
        {
            throw new InvalidDataException($"The end came after {expected.Checked} bytes on {directory}; {seen()}");
        }
    }

    // Nobody comes, or not in time.
    private async Task LosePatienceAsync(HotlinkClient one)
    {
        using var patience = new CancellationTokenSource(LongestPause * random.NextDouble(), TimeProvider.System);
        var opening = OpenAsync(one, one == first ? second : first, patience.Token);
        await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!opening.IsCanceled)
        {
            throw new InvalidDataException($"A channel to nobody came up, or failed otherwise: {opening.Exception?.InnerException?.Message}; {seen()}");
        }
    }

    private async Task GiveUpAsync(bool byFirst)
    {
        var opening = new[] { OpenAsync(first, second, CancellationToken.None), OpenAsync(second, first, CancellationToken.None) };
        var channels = await Task.WhenAll(opening);
        await EventWait.UntilAsync(() => channels.All(channel => channel.Writer.Mode == HotlinkMode.Reliable), seen);
        var (one, other) = byFirst ? (channels[0], channels[1]) : (channels[1], channels[0]);
        one.Abort("enough");
        foreach (var completion in new[] { other.Writer.Completion, other.Reader.Completion })
        {
            await completion.SoonAsync(seen).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (completion.Exception?.InnerException is not HotlinkException { Reason: HotlinkReason.Aborted })
            {
                throw new InvalidDataException($"{completion.Exception?.InnerException?.Message ?? "An end in good order"} on {directory}; {seen()}");
            }
        }
    }

    private Task<HotlinkChannel> OpenAsync(HotlinkClient one, HotlinkClient other, CancellationToken cancellationToken) =>
        one.OpenChannelAsync(new() { Directory = directory, Peer = other.User, OpenTimeout = OpenTimeout }, cancellationToken).SoonAsync(seen);
}
