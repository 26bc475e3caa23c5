using Hotlink.Gateway.Authentication;

namespace Hotlink.Gateway.Tenancy;

/// <summary>An isolated set of datasites, as the gateway knows it: what its peers come with and where its files are.</summary>
internal sealed class Tenant(string name, TokenKeys keys, IceOptions ice, string? datasites)
{
    public const string DefaultName = "default";

    public string Name { get; } = name;

    public TokenKeys Keys { get; } = keys;

    public IceOptions Ice { get; } = ice;

    /// <summary>Full path of the folder of its datasites; null when no files are stored.</summary>
    public string? Datasites { get; } = datasites;

    public override string ToString() => Name;
}
