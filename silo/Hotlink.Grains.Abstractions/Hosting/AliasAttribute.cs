#if !ORLEANS
namespace Hotlink.Grains.Abstractions.Hosting;

/// <summary>The name by which other nodes of a cluster know it. Without a cluster it is nothing but a name.</summary>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Method)]
internal sealed class AliasAttribute(string alias) : Attribute
{
    /// <summary>The name.</summary>
    public string Alias => alias;
}
#endif
