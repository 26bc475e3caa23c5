namespace Hotlink.Grains.Collections;

/// <summary>
/// A map for what is one or two items nearly always, and held very many times: those are in an array of just that length. From nine on it
/// is a dictionary. A field of this type is never read-only. Not thread-safe.
/// </summary>
internal struct SmallMap<TKey, TValue>
    where TKey : notnull, IEquatable<TKey>
    where TValue : class
{
    private const int Few = 8;
    private KeyValuePair<TKey, TValue>[]? _few;
    private Dictionary<TKey, TValue>? _many;

    /// <summary>How many items there are.</summary>
    public readonly int Count => _many?.Count ?? _few?.Length ?? 0;

    /// <summary>The items' values, as they are now.</summary>
    public readonly TValue[] Values => _many is not null ? [.. _many.Values] : [.. (_few ?? []).Select(static item => item.Value)];

    /// <summary>Finds an item; <see langword="null"/> where there is none.</summary>
    public readonly TValue? Find(in TKey key)
    {
        if (_many is not null)
        {
            return _many.GetValueOrDefault(key);
        }

        foreach (ref readonly var item in _few.AsSpan())
        {
            if (item.Key.Equals(key))
            {
                return item.Value;
            }
        }

        return null;
    }

    /// <summary>Adds an item whose key isn't there.</summary>
    /// <exception cref="ArgumentException">It is.</exception>
    public void Add(TKey key, TValue value)
    {
        if (Find(key) is not null)
        {
            throw new ArgumentException("The key is there already.", nameof(key));
        }

        if (_many is null && Count < Few)
        {
            _few = [.. _few ?? [], new(key, value)];
            return;
        }

        _many ??= new(_few!);
        _few = null;
        _many.Add(key, value);
    }

    /// <summary>Removes an item, and returns it; <see langword="null"/> where there was none.</summary>
    public TValue? Remove(TKey key)
    {
        if (_many is not null)
        {
            return _many.Remove(key, out var removed) ? removed : null;
        }

        var found = Find(key);
        if (found is not null)
        {
            _few = _few!.Length == 1 ? null : [.. _few.Where(item => !item.Key.Equals(key))];
        }

        return found;
    }
}
