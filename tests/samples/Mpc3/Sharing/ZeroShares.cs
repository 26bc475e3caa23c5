namespace Mpc3.Sharing;

/// <summary>
/// Fresh random vectors, one at each party, that cancel out over the three. They hide what a multiplication reveals of its factors.
/// Made from the keys that each party shares with either neighbour, so nothing is sent (Araki et al., CCS 2016, section 3.3).
/// </summary>
internal sealed class ZeroShares(KeyStream withPrevious, KeyStream withNext)
{
    /// <summary>Adds a vector that sums up to zero over the parties.</summary>
    public void AddTo(Span<ulong> words) => Mix(words, (word, next, previous) => word + next - previous);

    /// <summary>The same for exclusive or.</summary>
    public void XorInto(Span<ulong> words) => Mix(words, (word, next, previous) => word ^ next ^ previous);

    private void Mix(Span<ulong> words, Func<ulong, ulong, ulong, ulong> mix)
    {
        var (next, previous) = (withNext.Take(words.Length), withPrevious.Take(words.Length));
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = mix(words[i], next[i], previous[i]);
        }
    }
}
