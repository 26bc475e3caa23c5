namespace Hotlink.Grains.Collections;

/// <summary>Sets that are large for a moment.</summary>
internal static class HashSetExtensions
{
    private const int Spare = 64;

    /// <summary>Removes an item; a set that is empty then keeps no room but for a few.</summary>
    public static bool RemoveAndTrim<T>(this HashSet<T> set, T item)
    {
        var removed = set.Remove(item);
        if (set.Count == 0 && set.Capacity > Spare)
        {
            set.TrimExcess();
        }

        return removed;
    }
}
