namespace Mpc3.Transport;

/// <summary>The two links of a party, and the count of rounds that keeps all three in step.</summary>
internal sealed class PartyNetwork(int party, PartyLink previous, PartyLink next, TimeSpan patience, TimeProvider timeProvider) : IAsyncDisposable
{
    public const int Parties = 3;

    /// <summary>Hears of every round when it is over.</summary>
    public Action<int>? OnRound { get; set; }

    public int Party { get; } = party;

    public PartyLink Previous { get; } = previous;

    public PartyLink Next { get; } = next;

    public int Rounds { get; private set; }

    public long BytesSent => Previous.BytesSent + Next.BytesSent;

    public long BytesReceived => Previous.BytesReceived + Next.BytesReceived;

    public static int PreviousOf(int party) => (party + Parties - 1) % Parties;

    public static int NextOf(int party) => (party + 1) % Parties;

    /// <summary>A round in which both is done at once: with one after the other, long messages would block all three for good.</summary>
    public Task ExchangeAsync(PartyLink to, ulong[] words, PartyLink from, ulong[] into, CancellationToken cancellationToken) => RoundAsync(
        $"sends to party {to.Party}, waits for party {from.Party}",
        (round, token) => Task.WhenAll(to.SendAsync(round, words, token), from.ReceiveAsync(round, into, token)),
        cancellationToken);

    public Task ExchangeAsync(PartyLink to, byte[] bytes, PartyLink from, byte[] into, CancellationToken cancellationToken) => RoundAsync(
        $"sends to party {to.Party}, waits for party {from.Party}",
        (round, token) => Task.WhenAll(to.SendAsync(round, bytes, token), from.ReceiveAsync(round, into.AsMemory(), token)),
        cancellationToken);

    public Task SendAsync(PartyLink to, ulong[] words, CancellationToken cancellationToken) =>
        RoundAsync($"sends to party {to.Party}", (round, token) => to.SendAsync(round, words, token), cancellationToken);

    public async Task<ulong[]> ReceiveAsync(PartyLink from, int length, CancellationToken cancellationToken)
    {
        var words = new ulong[length];
        await RoundAsync($"waits for party {from.Party}", (round, token) => from.ReceiveAsync(round, words, token), cancellationToken);
        return words;
    }

    /// <summary>A round in which this party has nothing to do.</summary>
    public void SkipRound() => OnRound?.Invoke(++Rounds);

    public async ValueTask DisposeAsync()
    {
        await Previous.DisposeAsync();
        await Next.DisposeAsync();
    }

    private async Task RoundAsync(string what, Func<int, CancellationToken, Task> step, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(patience, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await step(Rounds, either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"round {Rounds}: party {Party} {what}, for {patience.TotalSeconds:0} s now");
        }

        OnRound?.Invoke(++Rounds);
    }
}
