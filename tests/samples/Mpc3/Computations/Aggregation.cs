using Mpc3.Sharing;
using Mpc3.Transport;

namespace Mpc3.Computations;

/// <summary>The sum of all parties' vectors, such as allele counts: nobody learns the summands.</summary>
internal sealed class Aggregation : IComputation
{
    public async Task<ulong[]> RunAsync(ShareProtocol protocol, ulong[] mine, CancellationToken cancellationToken)
    {
        var sum = Shares.Zero(mine.Length);
        for (var owner = 0; owner < PartyNetwork.Parties; owner++)
        {
            sum = sum.Add(await protocol.InputAsync(owner, mine, mine.Length, additive: true, cancellationToken));
        }

        return await protocol.OpenAsync(sum, additive: true, cancellationToken);
    }

    public ulong[] Plain(IReadOnlyList<ulong[]> inputs) =>
        [.. Enumerable.Range(0, inputs[0].Length).Select(i => inputs[0][i] + inputs[1][i] + inputs[2][i])];
}
