namespace Hotlink.Grains.Collections;

/// <summary>
/// A map for what is one item nearly always, and held very many times: that one is in the fields. From two on it is a dictionary. A field
/// of this type is never read-only. Not thread-safe.
/// </summary>
internal struct SmallMap<TKey, TValue>
    where TKey : class, IEquatable<TKey>
    where TValue : class
{
    private TKey? _key;
    private TValue? _value;
    private Dictionary<TKey, TValue>? _many;

    /// <summary>How many items there are.</summary>
    public readonly int Count => _many?.Count ?? (_key is null ? 0 : 1);

    /// <summary>The items' values, as they are now.</summary>
    public readonly TValue[] Values => _many is not null ? [.. _many.Values] : _value is null ? [] : [_value];

    /// <summary>Finds an item; <see langword="null"/> where there is none.</summary>
    public readonly TValue? Find(TKey key) =>
        _many is not null ? _many.GetValueOrDefault(key)
        : key.Equals(_key) ? _value
        : null;

    /// <summary>Adds an item whose key isn't there.</summary>
    /// <exception cref="ArgumentException">It is.</exception>
    public void Add(TKey key, TValue value)
    {
        if (Find(key) is not null)
        {
            throw new ArgumentException("The key is there already.", nameof(key));
        }

        if (Count == 0)
        {
            (_key, _value) = (key, value);
            return;
        }

        _many ??= new() { [_key!] = _value! };
        (_key, _value) = (null, null);
        _many.Add(key, value);
    }

    /// <summary>Removes an item, and returns it; <see langword="null"/> where there was none.</summary>
    public TValue? Remove(TKey key)
    {
        var found = Find(key);
        if (found is null)
        {
            return null;
        }

        (_key, _value) = (null, null);
        _many?.Remove(key);
        _many = _many is { Count: > 0 } ? _many : null;
        return found;
    }
}
