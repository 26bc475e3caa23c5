using System.Collections.Concurrent;
using Hotlink.Domain.Access;

namespace Hotlink.Grains.Access;

/// <summary>The access rules of every tenant, as this node knows them. Thread-safe.</summary>
public sealed class Rulebooks
{
    private readonly ConcurrentDictionary<string, Rulebook> _byTenant = new(StringComparer.Ordinal);

    /// <summary>The rules of a datasite changed: tenant and datasite.</summary>
    public event Action<string, string>? Changed;

    /// <summary>The rules of one tenant; without any where nothing was loaded for it.</summary>
    public Rulebook Of(string tenant) => _byTenant.GetOrAdd(tenant, static (name, books) => books.Create(name), this);

    private Rulebook Create(string tenant)
    {
        var book = new Rulebook();
        book.Changed += datasite => Changed?.Invoke(tenant, datasite);
        return book;
    }
}
