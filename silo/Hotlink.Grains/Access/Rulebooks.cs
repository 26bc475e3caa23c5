using System.Collections.Concurrent;
using Hotlink.Domain.Access;

namespace Hotlink.Grains.Access;

/// <summary>The access rules of every tenant, as this node knows them. Thread-safe.</summary>
public sealed class Rulebooks
{
    private readonly ConcurrentDictionary<string, Rulebook> _byTenant = new(StringComparer.Ordinal);

    /// <summary>The rules of one tenant; without any where nothing was loaded for it.</summary>
    public Rulebook Of(string tenant) => _byTenant.GetOrAdd(tenant, static _ => new Rulebook());
}
