namespace Mpc3.Computations;

/// <summary>Batcher's merge exchange (Knuth, volume 3, algorithm 5.2.2M): sorts any number of values with comparisons that are fixed in advance.</summary>
internal static class SortingNetwork
{
    public static IEnumerable<SortingLayer> LayersFor(int count)
    {
        if (count < 2)
        {
            yield break;
        }

        var top = 1 << (31 - int.LeadingZeroCount(count - 1));
        for (var p = top; p > 0; p /= 2)
        {
            var (q, r, d) = (top, 0, p);
            while (true)
            {
                yield return LayerOf(count, p, r, d);
                if (q == p)
                {
                    break;
                }

                (d, q, r) = (q - p, q / 2, p);
            }
        }
    }

    private static SortingLayer LayerOf(int count, int p, int r, int d)
    {
        int[] low = [.. Enumerable.Range(0, Math.Max(0, count - d)).Where(i => (i & p) == r)];
        return new(low, Array.ConvertAll(low, i => i + d));
    }
}
