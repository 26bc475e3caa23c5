using Hotlink.Daemon.Tests.Kit;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.Storms;

/// <summary>The applications at both ends of one channel in a storm, and everything that they do there one after the other.</summary>
internal sealed class StormChannel(int[] ports, Random random, Func<string> seen)
{
    private const int MaxAttempts = 6;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(40);
    private readonly Lock _gate = new();
    private readonly List<StormConnection> _all = [];

    /// <summary>How many connections were reset though neither application wanted it.</summary>
    public int Failures { get; private set; }

    /// <summary>Plays some rounds.</summary>
    /// <exception cref="InvalidDataException">A connection got what it shouldn't have.</exception>
    /// <exception cref="TimeoutException">A connection heard nothing.</exception>
    public async Task RunAsync(int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            var probing = random.Next(3) == 0 ? ProbeAsync(random.Next(2)) : Task.CompletedTask;
            await (random.Next(6) switch
            {
                0 => ResetAsync(random.Next(2)),
                1 => LeaveUnheardAsync(random.Next(2)),
                2 => TwiceAsync(),
                _ => ExchangeAsync(),
            });
            await probing;
        }

        await ExchangeAsync(); // Whatever has been: the next pair works.
        Check();
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        lock (_gate)
        {
            return $"{string.Join(" and ", ports)}: {string.Join("; ", _all)}";
        }
    }

    // Both send, half-close, and read to the end. One whose connection is lost to what was before it comes again, as applications do.
    private Task ExchangeAsync() => Task.WhenAll(TalkAsync(0, NewRandom()), TalkAsync(1, NewRandom()));

    private Task TwiceAsync() => Task.WhenAll(ExchangeAsync(), ExchangeAsync());

    private async Task TalkAsync(int side, Random own)
    {
        await Task.Delay(LongestPause * own.NextDouble(), TimeProvider.System);
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var connection = await DialAsync(side, own);
            await Task.WhenAll(connection.SendAsync(own, ends: true), connection.ReadAsync());
            connection.Leave();
            if (connection.SawEnd && await WasServedAsync(connection))
            {
                return;
            }

            Failures++;
        }

        throw new InvalidDataException($"{MaxAttempts} connections at side {side} were reset, one after the other; {seen()}");
    }

    // A peer that was reset has said all that it had to, and never heard the answer: then its next connection waits for another one.
    private async Task<bool> WasServedAsync(StormConnection connection)
    {
        var peer = PeerOf(connection) ?? throw new InvalidDataException($"{connection}: an end, and nothing before it; {seen()}");
        await peer.Ended.SoonAsync(seen);
        return peer.SawEnd;
    }

    // One resets in the middle; the other has to see a reset, too.
    private async Task ResetAsync(int side)
    {
        var (one, other) = (await DialAsync(side, random), await DialAsync(1 - side, random));
        var reading = Task.WhenAll(one.ReadAsync(), other.ReadAsync());
        var sending = Task.WhenAll(one.SendAsync(NewRandom(), ends: false), other.SendAsync(NewRandom(), ends: false));
        await Task.WhenAny(Task.WhenAll(one.Heard, other.Heard), one.Ended, other.Ended).SoonAsync(seen);
        await Task.Delay(LongestPause * random.NextDouble(), TimeProvider.System);
        one.Reset();
        if (other.Peer != one.Number || one.Peer != other.Number)
        {
            other.Reset(); // One of them was joined with what was before. The other would wait for the next one.
        }

        await reading;
        other.Leave();
        await sending;
        if (other.SawEnd)
        {
            throw new InvalidDataException($"{other}: its peer was reset; {seen()}");
        }
    }

    private async Task LeaveUnheardAsync(int side)
    {
        var connection = await DialAsync(side, random);
        await connection.SendAsync(random, ends: false);
        connection.Reset();
    }

    private async Task ProbeAsync(int side)
    {
        for (var left = random.Next(1, 4); left > 0; left--)
        {
            await using var probe = await App.DialAsync(ports[side]);
            await Task.Delay(LongestPause / 4, TimeProvider.System);
        }
    }

    private async Task<StormConnection> DialAsync(int side, Random own)
    {
        var size = 8 + (own.Next(2) == 0 ? own.Next(500) : own.Next(300_000));
        var app = await App.DialAsync(ports[side]);
        lock (_gate)
        {
            var connection = new StormConnection(app, _all.Count + 1, side, size, seen);
            _all.Add(connection);
            return connection;
        }
    }

    private StormConnection? PeerOf(StormConnection connection)
    {
        lock (_gate)
        {
            return _all.ElementAtOrDefault(connection.Peer - 1);
        }
    }

    private Random NewRandom()
    {
        lock (_gate)
        {
            return new(random.Next());
        }
    }

    // Bytes come from the other side; an end in good order came behind everything; two that both saw it were joined with each other.
    private void Check()
    {
        foreach (var one in _all.Where(connection => connection.Peer != 0))
        {
            var peer = PeerOf(one);
            var isWhole = !one.SawEnd || (peer is { SaidAll: true } && one.Received == peer.Size && (!peer.SawEnd || peer.Peer == one.Number));
            if (peer is null || peer.Side == one.Side || one.PeerSize != peer.Size || !isWhole)
            {
                throw new InvalidDataException($"{one}, and {peer}; {seen()}");
            }
        }
    }
}
