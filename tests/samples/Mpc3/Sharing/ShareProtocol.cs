using System.Security.Cryptography;
using Mpc3.Transport;

namespace Mpc3.Sharing;

/// <summary>
/// The steps of a computation on shares, for three parties that follow the protocol and of which no two pool what they saw (semi-honest, one
/// corruption). The links between the parties are taken to be private. Every method is one round, or none.
/// </summary>
internal sealed class ShareProtocol : IDisposable
{
    private readonly PartyNetwork _network;
    private readonly KeyStream _withPrevious;
    private readonly KeyStream _withNext;
    private readonly ZeroShares _zero;

    private ShareProtocol(PartyNetwork network, byte[] keyWithPrevious, byte[] keyWithNext)
    {
        _network = network;
        _withPrevious = new(keyWithPrevious);
        _withNext = new(keyWithNext);
        _zero = new(_withPrevious, _withNext);
    }

    public int Party => _network.Party;

    /// <summary>Agrees on a fresh key with either neighbour.</summary>
    public static async Task<ShareProtocol> StartAsync(PartyNetwork network, CancellationToken cancellationToken)
    {
        var mine = RandomNumberGenerator.GetBytes(KeyStream.KeyBytes);
        var theirs = new byte[KeyStream.KeyBytes];
        await network.ExchangeAsync(network.Previous, mine, network.Next, theirs, cancellationToken);
        return new(network, keyWithPrevious: mine, keyWithNext: theirs);
    }

    /// <summary>Shares the private vector of one party; the others give null.</summary>
    public async Task<Shares> InputAsync(int owner, ulong[]? secret, int length, bool additive, CancellationToken cancellationToken)
    {
        // The part between owner and next comes from their common key, the part between owner and previous makes up the difference, the
        // third is zero: each of the others sees one random vector.
        if (Party == owner)
        {
            var mask = _withNext.Take(length);
            var rest = new ulong[length];
            for (var i = 0; i < length; i++)
            {
                rest[i] = additive ? secret![i] - mask[i] : secret![i] ^ mask[i];
            }

            await _network.SendAsync(_network.Previous, rest, cancellationToken);
            return new(rest, mask);
        }

        if (_network.Previous.Party == owner)
        {
            _network.SkipRound();
            return new(_withPrevious.Take(length), new ulong[length]);
        }

        return new(new ulong[length], await _network.ReceiveAsync(_network.Next, length, cancellationToken));
    }

    /// <summary>Products of the words, modulo 2^64.</summary>
    public Task<Shares> MultiplyAsync(Shares x, Shares y, CancellationToken cancellationToken)
    {
        var part = new ulong[x.Length];
        for (var i = 0; i < part.Length; i++)
        {
            part[i] = (x.Own[i] * (y.Own[i] + y.Next[i])) + (x.Next[i] * y.Own[i]);
        }

        _zero.AddTo(part);
        return ReshareAsync(part, cancellationToken);
    }

    /// <summary>The conjunction of the words, bit by bit, for vectors that are shared by exclusive or.</summary>
    public Task<Shares> AndAsync(Shares x, Shares y, CancellationToken cancellationToken)
    {
        var part = new ulong[x.Length];
        for (var i = 0; i < part.Length; i++)
        {
            part[i] = (x.Own[i] & (y.Own[i] ^ y.Next[i])) ^ (x.Next[i] & y.Own[i]);
        }

        _zero.XorInto(part);
        return ReshareAsync(part, cancellationToken);
    }

    /// <summary>The sum of all products: one word is sent, however long the vectors are.</summary>
    public Task<Shares> InnerProductAsync(Shares x, Shares y, CancellationToken cancellationToken)
    {
        var sum = new ulong[1];
        for (var i = 0; i < x.Length; i++)
        {
            sum[0] += (x.Own[i] * (y.Own[i] + y.Next[i])) + (x.Next[i] * y.Own[i]);
        }

        _zero.AddTo(sum);
        return ReshareAsync(sum, cancellationToken);
    }

    /// <summary>Reveals a vector to all three parties.</summary>
    public async Task<ulong[]> OpenAsync(Shares x, bool additive, CancellationToken cancellationToken)
    {
        var missing = new ulong[x.Length];
        await _network.ExchangeAsync(_network.Next, x.Own, _network.Previous, missing, cancellationToken);
        for (var i = 0; i < missing.Length; i++)
        {
            missing[i] = additive ? missing[i] + x.Own[i] + x.Next[i] : missing[i] ^ x.Own[i] ^ x.Next[i];
        }

        return missing;
    }

    public void Dispose()
    {
        _withPrevious.Dispose();
        _withNext.Dispose();
    }

    // From one part at each party back to two: everybody hands its own to the party in front of it.
    private async Task<Shares> ReshareAsync(ulong[] part, CancellationToken cancellationToken)
    {
        var next = new ulong[part.Length];
        await _network.ExchangeAsync(_network.Previous, part, _network.Next, next, cancellationToken);
        return new(part, next);
    }
}
