using Hotlink.Client;
using Hotlink.Daemon.Markers;

namespace Hotlink.Daemon.Rules;

/// <summary>
/// Gives the relay the access rules of one's own datasite: when they change, and again after each new connection (client-behaviour,
/// section 1). Thread-safe; <see cref="RunAsync"/> runs once.
/// </summary>
internal sealed class RulePublisher(HotlinkClient client, MarkerFeed feed, TimeProvider time, Action<string> report) : IDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _wake = new(0);
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isNewLink;

    /// <summary>Completes when the relay has had its chance to take all rules that were there at first: what is opened before may be denied.</summary>
    public Task Settled => _settled.Task;

    /// <summary>There is a new connection to the relay.</summary>
    public void LinkUp()
    {
        Volatile.Write(ref _isNewLink, 1);
        _wake.Release();
    }

    /// <summary>Follows the rules until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await feed.Ready.WaitAsync(cancellationToken).ConfigureAwait(false);
        var (ledger, subscription) = (new RuleLedger(client.User), feed.Subscribe());
        var changes = subscription.NextAsync(cancellationToken);
        while (true)
        {
            if (Interlocked.Exchange(ref _isNewLink, 0) == 1)
            {
                ledger.Forget();
            }

            if (changes.IsCompleted)
            {
                ledger.Apply(await changes.ConfigureAwait(false));
                changes = subscription.NextAsync(cancellationToken);
            }

            var isDone = await PublishAsync(ledger, cancellationToken).ConfigureAwait(false);
            _settled.TrySetResult();
            using var retry = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var pause = isDone ? Timeout.InfiniteTimeSpan : RetryAfter;
            await Task.WhenAny(changes, _wake.WaitAsync(retry.Token), Task.Delay(pause, time, retry.Token)).ConfigureAwait(false);
            await retry.CancelAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _wake.Dispose();

    /// <returns>Whether nothing is left to do.</returns>
    private async Task<bool> PublishAsync(RuleLedger ledger, CancellationToken cancellationToken)
    {
        while (ledger.Next() is { } file)
        {
            try
            {
                if (file.Fault == MarkerFault.None)
                {
                    await client.WriteFileAsync(file.Path, file.Content, cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    report($"the rules in {file.Path} can't be used: {file.Fault}");
                }

                ledger.Settle(file);
            }
            catch (HotlinkException failure) when (failure.Reason is HotlinkReason.LinkLost or HotlinkReason.Timeout)
            {
                return false;
            }
            catch (HotlinkException refused)
            {
                report($"the relay refuses the rules in {file.Path}: {refused.Message}");
                ledger.Settle(file);
            }
        }

        return true;
    }
}
