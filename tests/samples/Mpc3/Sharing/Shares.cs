namespace Mpc3.Sharing;

/// <summary>
/// One party's part of a vector that is shared 2 of 3. The vector is the sum (or the exclusive or) of three random ones; party <c>i</c> holds
/// the <c>i</c>-th and the next. One party alone learns nothing from them, any two know the vector.
/// </summary>
/// <param name="Own">The part with this party's number.</param>
/// <param name="Next">The part with the next party's number.</param>
internal sealed record Shares(ulong[] Own, ulong[] Next)
{
    public int Length => Own.Length;

    public static Shares Zero(int length) => new(new ulong[length], new ulong[length]);

    public Shares Add(Shares other) => Zip(other, (a, b) => a + b);

    public Shares Xor(Shares other) => Zip(other, (a, b) => a ^ b);

    public Shares Select(Func<ulong, ulong> linear) => new(Array.ConvertAll(Own, word => linear(word)), Array.ConvertAll(Next, word => linear(word)));

    /// <summary>The words at some positions, in that order.</summary>
    public Shares Gather(ReadOnlySpan<int> positions)
    {
        var result = Zero(positions.Length);
        for (var i = 0; i < positions.Length; i++)
        {
            (result.Own[i], result.Next[i]) = (Own[positions[i]], Next[positions[i]]);
        }

        return result;
    }

    /// <summary>Puts words back to the positions that <see cref="Gather"/> took them from.</summary>
    public void Scatter(ReadOnlySpan<int> positions, Shares words)
    {
        for (var i = 0; i < positions.Length; i++)
        {
            (Own[positions[i]], Next[positions[i]]) = (words.Own[i], words.Next[i]);
        }
    }

    public static Shares Concat(Shares first, Shares second) => new([.. first.Own, .. second.Own], [.. first.Next, .. second.Next]);

    public (Shares First, Shares Second) Split(int at) => (new(Own[..at], Next[..at]), new(Own[at..], Next[at..]));

    private Shares Zip(Shares other, Func<ulong, ulong, ulong> linear)
    {
        var result = Zero(Length);
        for (var i = 0; i < Length; i++)
        {
            result.Own[i] = linear(Own[i], other.Own[i]);
            result.Next[i] = linear(Next[i], other.Next[i]);
        }

        return result;
    }
}
