namespace Hotlink.Gateway.Tests.Tenancy;

public sealed class TenantResolverTests
{
    private const string AcmeIssuer = "https://acme.example.com/auth";

    [Fact]
    public void All_WithoutConfiguration_IsOneTenantForEveryHost()
    {
        var tenants = Edge.Tenants("Datasites=data");
        var tenant = Assert.Single(tenants.All);
        Assert.Equal("default", tenant.Name);
        Assert.Equal(Path.GetFullPath("data"), tenant.Datasites);
        Assert.Same(tenant, tenants.ByHost(Edge.Host("anything.example.com")));
        Assert.Same(tenant, tenants.ByHost(null));
        Assert.Same(tenant, tenants.ByHostOrIssuer(null, "anyone"));
    }

    [Fact]
    public void All_WithABucket_HasNoFolder()
    {
        var tenant = Assert.Single(Edge.Tenants("Datasites=s3://box/red?region=eu-west-1").All);
        Assert.Null(tenant.Datasites);
        Assert.Equal(("box", "red/", "eu-west-1"), (tenant.Bucket?.Bucket, tenant.Bucket?.Prefix, tenant.Bucket?.Region));
    }

    [Theory]
    [InlineData("acme.example.com", "acme")]
    [InlineData("ACME.example.com:8443", "acme")]
    [InlineData("acme.example.com.", "acme")]
    [InlineData("z.example.com", "zeta")]
    [InlineData("sub.acme.example.com", null)]
    [InlineData("127.0.0.1", null)]
    public void ByHost_OfSeveral_IsTheOneThatClaimsIt(string host, string? tenant) =>
        Assert.Equal(tenant, Edge.Tenants(Edge.TwoTenants).ByHost(Edge.Host(host))?.Name);

    [Theory]
    [InlineData("acme.example.com", AcmeIssuer, "acme")]
    [InlineData("zeta.example.com", AcmeIssuer, "zeta")]
    [InlineData("127.0.0.1", AcmeIssuer, "acme")]
    [InlineData("127.0.0.1", "https://unknown.example.com", null)]
    [InlineData("127.0.0.1", "", null)]
    public void ByHostOrIssuer_HostThatIsClaimed_DecidesAlone(string host, string issuer, string? tenant) =>
        Assert.Equal(tenant, Edge.Tenants(Edge.TwoTenants).ByHostOrIssuer(Edge.Host(host), issuer)?.Name);

    [Fact]
    public void ByHost_OneTenantWithoutHosts_TakesTheRest()
    {
        var tenants = Edge.Tenants(Edge.TwoTenants + "|Tenants:2:Name=rest");
        Assert.Equal("rest", tenants.ByHost(Edge.Host("127.0.0.1"))?.Name);
        Assert.Equal("acme", tenants.ByHost(Edge.Host("acme.example.com"))?.Name);
    }

    [Fact]
    public void ByHostOrIssuer_TenantsWithoutHosts_AreToldApartByIssuer()
    {
        var tenants = Edge.Tenants("Tenants:0:Name=a|Tenants:0:Issuers:0=ia|Tenants:1:Name=b|Tenants:1:Issuers:0=ib");
        Assert.Equal("b", tenants.ByHostOrIssuer(Edge.Host("x"), "ib")?.Name);
        Assert.Null(tenants.ByHostOrIssuer(Edge.Host("x"), "ic"));
        Assert.Null(tenants.ByHost(Edge.Host("x")));
    }

    [Fact]
    public void Ice_OfATenant_ReplacesTheCommonOne()
    {
        var tenants = Edge.Tenants(Edge.TwoTenants + "|Ice:PublicHost=turn.example.com|Tenants:1:Ice:Servers= stun:z.example.com ");
        Assert.Equal("turn.example.com", tenants.All[0].Ice.PublicHost);
        Assert.Equal("stun:z.example.com", tenants.All[1].Ice.Servers);
        Assert.Null(tenants.All[1].Ice.PublicHost);
    }

    [Fact]
    public void ToString_OfATenant_IsItsNameOnly() => Assert.Equal("acme", Edge.Tenants(Edge.TwoTenants).All[0].ToString());
}
