namespace Hotlink.Silo.Orleans;

/// <summary>
/// Whether a node that doesn't reach the membership store is the one that is cut off. Where nobody reaches the store, nobody can be declared
/// dead either: a majority that stays together goes on as it is.
/// </summary>
internal static class StoreVerdict
{
    /// <summary>True where the node has to stop serving.</summary>
    /// <param name="others">How many other nodes there are, as far as the node knows.</param>
    /// <param name="reached">How many of them answer.</param>
    /// <param name="reachingStore">How many of those reach the store.</param>
    public static bool IsCutOff(int others, int reached, int reachingStore) =>
        reachingStore > 0 || (others > 0 && (reached + 1) * 2 <= others + 1);
}
