using Hotlink.Gateway.Tenancy;
using Hotlink.Gateway.Tests.Authentication;

namespace Hotlink.Gateway.Tests.Tenancy;

public sealed class TenancyOptionsValidatorTests
{
    [Fact]
    public void Validate_TwoSoundTenants_Passes() => Assert.Equal(2, Edge.Options<TenancyOptions>(Edge.TwoTenants).Tenants.Count);

    [Theory]
    [InlineData("")]
    [InlineData("Acme")]
    [InlineData("a_b")]
    [InlineData("a/b")]
    [InlineData("ä")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123")]
    public void Validate_BadName_IsRefused(string name) =>
        Assert.Equal(
            ["Tenants:0:Name is not 1 to 63 of a-z, 0-9 and '-'."],
            Edge.Errors<TenancyOptions>($"Tenants:0:Name={name}|Tenants:0:Hosts:0=a"));

    [Theory]
    [InlineData("Tenants:2:Name=acme|Tenants:2:Hosts:0=b", "The same value of Name occurs more than once, in Tenants:0, Tenants:2.")]
    [InlineData(
        "Tenants:2:Name=c|Tenants:2:Hosts:0=Z.Example.com.", "The same value of Hosts occurs more than once, in Tenants:1, Tenants:2.")]
    [InlineData(
        "Tenants:2:Name=c|Tenants:2:Issuers:0=https://zeta.example.com/auth",
        "The same value of Issuers occurs more than once, in Tenants:1, Tenants:2.")]
    [InlineData(
        "Tenants:2:Name=c|Tenants:2:AccessTokenSecrets:0=" + Tokens.Secret,
        "The same value of AccessTokenSecrets occurs more than once, in Tenants:0, Tenants:2.")]
    [InlineData("Tenants:2:Name=c|Tenants:2:AccessTokenSecrets:0=short", "Tenants:2:AccessTokenSecrets:0 is shorter than 16 bytes.")]
    [InlineData(
        "Tenants:2:Name=c|Tenants:2:AccessTokenSecrets:0=                    ", "Tenants:2:AccessTokenSecrets:0 is shorter than 16 bytes.")]
    [InlineData("Tenants:2:Name=c|Tenants:2:Hosts:0=a b", "Tenants:2:Hosts:0 is not a host name.")]
    [InlineData("Tenants:2:Name=c|Tenants:2:Issuers:0= ", "Tenants:2:Issuers:0 is empty.")]
    [InlineData("Tenants:2:Name=c|Tenants:2:Ice:TurnPort=x", "Tenants:2:Ice:TurnPort is not a port.")]
    [InlineData("Datasites=d", "Datasites belongs to no tenant when Tenants is configured: set it in a tenant's entry.")]
    [InlineData("Tenants:0:Datasites=d|Tenants:1:Datasites=d/e", "Tenants:1:Datasites lies in Tenants:0:Datasites.")]
    [InlineData("Tenants:0:Datasites=s3://B", "Tenants:0:Datasites has no bucket's name: 3 to 63 of a-z, 0-9, '.' and '-'.")]
    [InlineData("Tenants:0:Datasites=s3://box|Tenants:1:Datasites=s3://box/b", "Tenants:0:Datasites and Tenants:1:Datasites share a part of a bucket.")]
    public void Validate_OneFault_IsNamed(string fault, string expected) =>
        Assert.Equal([expected], Edge.Errors<TenancyOptions>($"{Edge.TwoTenants}|{fault}"));

    [Fact]
    public void Validate_SameFolderTwice_IsRefusedBothWays() =>
        Assert.Equal(2, Edge.Errors<TenancyOptions>(Edge.TwoTenants + "|Tenants:0:Datasites=d|Tenants:1:Datasites=d/").Length);

    [Fact]
    public void Validate_TenantsThatNothingTellsApart_AreRefused() =>
        Assert.Equal(
            ["Tenants:1 has neither Hosts nor Issuers: nothing tells its peers from those of the others."],
            Edge.Errors<TenancyOptions>("Tenants:0:Name=a|Tenants:0:Issuers:0=i|Tenants:1:Name=b"));

    [Fact]
    public void Validate_ManyFaults_AreReportedTogetherAndWithoutSecrets()
    {
        var errors = Edge.Errors<TenancyOptions>(
            "Tenants:0:Name=A B|Tenants:0:Hosts:0=a b|Tenants:0:AccessTokenSecrets:0=hush|"
            + "Tenants:1:Name=b|Tenants:1:AccessTokenSecrets:0=hush|Tenants:1:Hosts:0=b");
        Assert.Equal(5, errors.Length);
        Assert.DoesNotContain(errors, error => error.Contains("hush", StringComparison.Ordinal));
    }
}
