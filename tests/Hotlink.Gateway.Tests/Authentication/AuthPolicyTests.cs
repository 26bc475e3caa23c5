using Hotlink.Gateway.Authentication;
using Hotlink.Gateway.Tests.Tenancy;

namespace Hotlink.Gateway.Tests.Authentication;

public sealed class AuthPolicyTests
{
    private const string Local = "urls=http://127.0.0.1:8080";
    private const string Reachable = "urls=http://0.0.0.0:8080";
    private const string Secret = "Auth:AccessTokenSecrets:0=" + Tokens.Secret;
    private const string SyftBoxSecret = "SYFTBOX_AUTH_ACCESS_TOKEN_SECRET=" + Tokens.Secret;

    [Theory]
    [InlineData("http://127.0.0.1:8080", true)]
    [InlineData("http://127.8.9.1:8080", true)]
    [InlineData("http://localhost:0", true)]
    [InlineData("https://LOCALHOST", true)]
    [InlineData("http://[::1]:80", true)]
    [InlineData("http://unix:/run/hotlink.sock", true)]
    [InlineData("http://0.0.0.0:80", false)]
    [InlineData("http://[::]:80", false)]
    [InlineData("http://*:80", false)]
    [InlineData("http://+:80", false)]
    [InlineData("http://10.0.0.1", false)]
    [InlineData("http://localhost.example.com", false)]
    [InlineData("http://127.0.0.1.example.com", false)]
    [InlineData("not a url", false)]
    [InlineData("", false)]
    public void IsLoopback_Url_MeansThisMachineOnly(string url, bool expected) => Assert.Equal(expected, ListenUrls.IsLoopback(url));

    [Theory]
    [InlineData("", "http://localhost:5000")]
    [InlineData("urls=http://a:1", "http://a:1")]
    [InlineData("http_ports=80", "http://*:80")]
    [InlineData("https_ports=443", "https://*:443")]
    [InlineData("urls=http://a:1|http_ports=80", "http://a:1")]
    [InlineData("urls=http://a:1|Kestrel:Endpoints:One:Url=http://b:2", "http://b:2")]
    public void From_Configuration_FollowsTheServersPrecedence(string settings, string expected) =>
        Assert.Equal([expected], ListenUrls.From(Edge.Configuration(settings)));

    // Pitfall 74: nothing that others can reach runs without authentication by default.
    [Theory]
    [InlineData(Local, AuthMode.Off)]
    [InlineData("", AuthMode.Off)]
    [InlineData(Local + "|" + Secret, AuthMode.Jwt)]
    [InlineData(Local + "|" + SyftBoxSecret, AuthMode.Jwt)]
    [InlineData(Local + "|Auth:Mode=Off|" + Secret, AuthMode.Off)]
    [InlineData(Reachable + "|" + Secret, AuthMode.Jwt)]
    [InlineData(Reachable + "|" + SyftBoxSecret, AuthMode.Jwt)]
    [InlineData(Reachable + "|Auth:Mode=jwt|" + Secret, AuthMode.Jwt)]
    [InlineData(Reachable + "|Auth:Mode=off|Auth:ForceInsecure=true", AuthMode.Off)]
    [InlineData(Local + "|SYFTBOX_AUTH_ENABLED=0|" + Secret, AuthMode.Off)]
    [InlineData(Local + "|SYFTBOX_AUTH_ENABLED=true|" + Secret, AuthMode.Jwt)]
    [InlineData(Local + "|SYFTBOX_AUTH_ENABLED=flase|" + Secret, AuthMode.Jwt)]
    [InlineData(Local + "|SYFTBOX_AUTH_ENABLED=true|Auth:Mode=Off", AuthMode.Off)]
    [InlineData(Local + "|SYFTBOX_AUTH_ENABLED=false|" + Edge.TwoTenants, AuthMode.Jwt)]
    public void Options_Mode_IsChosenSafely(string settings, object expected) =>
        Assert.Equal((AuthMode)expected, Edge.Options<AuthOptions>(settings).Mode);

    [Theory]
    [InlineData(Reachable + "|Auth:Mode=Off", "Auth:Mode is Off but http://0.0.0.0:8080 can be reached")]
    [InlineData(Reachable + "|SYFTBOX_AUTH_ENABLED=false", "Auth:Mode is Off but http://0.0.0.0:8080 can be reached")]
    [InlineData("urls=http://127.0.0.1:1;http://0.0.0.0:2|Auth:Mode=Off", "Auth:Mode is Off but http://0.0.0.0:2 can be reached")]
    [InlineData("urls=nonsense", "'nonsense' is no address to listen on")]
    [InlineData("urls=http://127.0.0.1:70000", "'http://127.0.0.1:70000' is no address to listen on")]
    [InlineData("urls=http://127.0.0.1:1;8080|Auth:Mode=Off", "'8080' is no address to listen on")]
    [InlineData(Reachable, "set Auth:AccessTokenSecrets:0 or SYFTBOX_AUTH_ACCESS_TOKEN_SECRET")]
    [InlineData(Local + "|Auth:Mode=Jwt", "set Auth:AccessTokenSecrets:0 or SYFTBOX_AUTH_ACCESS_TOKEN_SECRET")]
    [InlineData(Local + "|Auth:AccessTokenSecrets:0=short", "Auth:AccessTokenSecrets:0 is shorter than 16 bytes")]
    [InlineData(Local + "|SYFTBOX_AUTH_ACCESS_TOKEN_SECRET=short", "Auth:AccessTokenSecrets:0 is shorter than 16 bytes")]
    [InlineData(Edge.TwoTenants + "|" + Secret, "Auth:AccessTokenSecrets belongs to no tenant")]
    [InlineData("Tenants:0:Name=acme|" + Reachable, "set Tenants:0:AccessTokenSecrets:0 (tenant 'acme')")]
    public void Options_UnsafeOrImpossible_StopTheStartAndSayWhatToSet(string settings, string expected) =>
        Assert.Contains(expected, Assert.Single(Edge.Errors<AuthOptions>(settings)), StringComparison.Ordinal);

    [Fact]
    public void Options_SeveralErrors_AreReportedTogetherAndWithoutValues()
    {
        var errors = Edge.Errors<AuthOptions>(Reachable + "|Auth:Mode=Off|Auth:AccessTokenSecrets:0=hush|Auth:AccessTokenSecrets:1= ");
        Assert.Equal(3, errors.Length);
        Assert.DoesNotContain(errors, error => error.Contains("hush", StringComparison.Ordinal));
    }

    [Fact]
    public void Options_OwnNames_WinOverSyftBoxs()
    {
        var options = Edge.Options<AuthOptions>(
            $"{Secret}|Auth:Issuer=mine|SYFTBOX_AUTH_TOKEN_ISSUER=theirs|SYFTBOX_AUTH_ACCESS_TOKEN_SECRET={Tokens.OtherSecret}");
        Assert.Equal("mine", options.Issuer);
        Assert.Equal([Tokens.Secret], options.AccessTokenSecrets);
    }

    [Fact]
    public void Options_SyftBoxsNames_AreUsedWhereOursAreNotSet()
    {
        var options = Edge.Options<AuthOptions>($"SYFTBOX_AUTH_TOKEN_ISSUER=theirs|SYFTBOX_AUTH_ACCESS_TOKEN_SECRET={Tokens.OtherSecret}");
        Assert.Equal("theirs", options.Issuer);
        Assert.Equal([Tokens.OtherSecret], options.AccessTokenSecrets);
    }

    [Fact]
    public void Options_SyftBoxsSecret_IsNoTenants()
    {
        var options = Edge.Options<AuthOptions>(Edge.TwoTenants + "|" + SyftBoxSecret);
        Assert.Empty(options.AccessTokenSecrets);
    }
}
