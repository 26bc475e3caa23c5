using Mpc3.Sharing;

namespace Mpc3.Computations;

/// <summary>
/// x ← x² + c, over and over, with party 0's x and party 1's c: every step needs the one before, so that its time is the time of a round.
/// </summary>
internal sealed class Iteration(int steps) : IComputation
{
    public async Task<ulong[]> RunAsync(ShareProtocol protocol, ulong[] mine, CancellationToken cancellationToken)
    {
        var x = await protocol.InputAsync(0, mine, mine.Length, additive: true, cancellationToken);
        var c = await protocol.InputAsync(1, mine, mine.Length, additive: true, cancellationToken);
        for (var step = 0; step < steps; step++)
        {
            x = (await protocol.MultiplyAsync(x, x, cancellationToken)).Add(c);
        }

        return await protocol.OpenAsync(x, additive: true, cancellationToken);
    }

    public ulong[] Plain(IReadOnlyList<ulong[]> inputs)
    {
        var x = (ulong[])inputs[0].Clone();
        for (var step = 0; step < steps; step++)
        {
            for (var i = 0; i < x.Length; i++)
            {
                x[i] = (x[i] * x[i]) + inputs[1][i];
            }
        }

        return x;
    }
}
