namespace Hotlink.Gateway.Tenancy;

/// <summary>One entry of the configuration section <c>Tenants</c>.</summary>
internal sealed class TenantOptions
{
    /// <summary>1 to 63 of <c>a-z 0-9 -</c>; part of every grain key.</summary>
    public string Name { get; set; } = "";

    /// <summary>Host names this tenant is reached by; none means every host that no other tenant claims.</summary>
    public IList<string> Hosts { get; } = [];

    /// <summary>What <c>iss</c> of its tokens may be.</summary>
    public IList<string> Issuers { get; } = [];

    /// <summary>HMAC keys of its access tokens, as UTF-8 text of at least 16 bytes; any of them verifies.</summary>
    public IList<string> AccessTokenSecrets { get; } = [];

    /// <summary>Folder of its datasites, or <c>s3://BUCKET/PREFIX?…</c>; null when this node stores no files for it.</summary>
    public string? Datasites { get; set; }

    /// <summary>Its own ICE settings; null uses the section <c>Ice</c>.</summary>
    public IceOptions? Ice { get; set; }
}
