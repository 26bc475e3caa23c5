using Mpc3.Sharing;

namespace Mpc3.Computations;

/// <summary>The inner product of the vectors of parties 0 and 1, weighted by party 2's: the sum of a·b·c.</summary>
internal sealed class InnerProduct : IComputation
{
    public async Task<ulong[]> RunAsync(ShareProtocol protocol, ulong[] mine, CancellationToken cancellationToken)
    {
        var a = await protocol.InputAsync(0, mine, mine.Length, additive: true, cancellationToken);
        var b = await protocol.InputAsync(1, mine, mine.Length, additive: true, cancellationToken);
        var weights = await protocol.InputAsync(2, mine, mine.Length, additive: true, cancellationToken);
        var weighted = await protocol.MultiplyAsync(a, weights, cancellationToken);
        var product = await protocol.InnerProductAsync(weighted, b, cancellationToken);
        return await protocol.OpenAsync(product, additive: true, cancellationToken);
    }

    public ulong[] Plain(IReadOnlyList<ulong[]> inputs)
    {
        var sum = 0UL;
        for (var i = 0; i < inputs[0].Length; i++)
        {
            sum += inputs[0][i] * inputs[1][i] * inputs[2][i];
        }

        return [sum];
    }
}
