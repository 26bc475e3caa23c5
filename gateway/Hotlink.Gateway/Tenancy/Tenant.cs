using Hotlink.Gateway.Authentication;
using Hotlink.Grains.Abstractions.Datasites;

namespace Hotlink.Gateway.Tenancy;

/// <summary>An isolated set of datasites, as the gateway knows it: what its peers come with and where its files are.</summary>
internal sealed class Tenant(string name, TokenKeys keys, IceOptions ice, string? datasites, BucketLocation? bucket = null)
{
    public const string DefaultName = "default";

    public string Name { get; } = name;

    public TokenKeys Keys { get; } = keys;

    public IceOptions Ice { get; } = ice;

    /// <summary>Full path of the folder of its datasites; null when they lie in a bucket or no files are stored.</summary>
    public string? Datasites { get; } = datasites;

    /// <summary>The bucket that its datasites lie in; null when they lie in a folder or no files are stored.</summary>
    public BucketLocation? Bucket { get; } = bucket;

    public override string ToString() => Name;
}
