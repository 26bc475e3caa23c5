using Hotlink.Gateway.Authentication;
using Hotlink.Gateway.Tests.Tenancy;
using Microsoft.Extensions.Primitives;

namespace Hotlink.Gateway.Tests.Authentication;

public sealed class IdentityResolverTests
{
    private const string Off = "urls=http://127.0.0.1:0";
    private const string Jwt = "urls=http://0.0.0.0:80|Auth:AccessTokenSecrets:0=" + Tokens.Secret + "|Auth:Issuer=" + Tokens.Issuer;

    // Wire-protocol, section 3.4; the rows marked "(!)" there are refused here (pitfalls 76 and 78).
    [Theory]
    [InlineData("a@b.co", "a@b.co")]
    [InlineData("A@B.Co", "a@b.co")]
    [InlineData("a+b@c.de", "a+b@c.de")]
    [InlineData("client1@sandbox.local", "client1@sandbox.local")]
    [InlineData("a@-b.co", "a@-b.co")]
    [InlineData("a@x_y.io", "a@x_y.io")]
    [InlineData("a'b@x.io", "a'b@x.io")]
    [InlineData("a%b@x.io", "a%b@x.io")]
    [InlineData("a..b@c.de", null)]
    [InlineData(".a@c.de", null)]
    [InlineData("a.@c.de", null)]
    [InlineData("a@b", null)]
    [InlineData("user@localhost", null)]
    [InlineData("a@b..co", null)]
    [InlineData("a@b.co.", null)]
    [InlineData(" a@b.co", null)]
    [InlineData("a@b.co ", null)]
    [InlineData("a b@c.de", null)]
    [InlineData("a@@b.co", null)]
    [InlineData("a@b@c.co", null)]
    [InlineData("@b.co", null)]
    [InlineData("a@", null)]
    [InlineData("", null)]
    [InlineData("*@x.io", null)]
    [InlineData("a/b@x.io", null)]
    [InlineData("{a}@x.io", null)]
    [InlineData("\"ab\"@x.io", null)]
    [InlineData("Al<a@b.co>", null)]
    [InlineData("<a@b.co>", null)]
    [InlineData("a@b.co(c)", null)]
    [InlineData("group:a@b.co;", null)]
    [InlineData("a:b@x.io", null)]
    [InlineData("a\\b@x.io", null)]
    [InlineData("a@x.io;", null)]
    public void Resolve_Off_TakesThePlainAddressOfTheQuery(string claimed, string? user)
    {
        var verdict = Edge.Identities(Off).Resolve(new IdentityRequest { User = claimed, IsLocal = true });
        AssertIs(verdict, user, "invalid email");
        Assert.Null(verdict.Peer?.ExpiresAt);
    }

    [Fact]
    public void Resolve_Off_FallsBackToXSyftFrom()
    {
        var identities = Edge.Identities(Off);
        AssertIs(identities.Resolve(new IdentityRequest { From = "b@x.io", IsLocal = true }), "b@x.io", "");
        AssertIs(identities.Resolve(new IdentityRequest { User = "", From = "b@x.io", IsLocal = true }), "b@x.io", "");
        AssertIs(identities.Resolve(new IdentityRequest { User = "a@x.io", From = "b@x.io", IsLocal = true }), "a@x.io", "");
        AssertIs(identities.Resolve(new IdentityRequest { User = "bad", From = "b@x.io", IsLocal = true }), null, "invalid email");
        AssertIs(identities.Resolve(new IdentityRequest { IsLocal = true }), null, "invalid email");
    }

    [Fact]
    public void Resolve_OffWithTwoUsers_IsRefused() =>
        AssertIs(
            Edge.Identities(Off).Resolve(new IdentityRequest { User = new StringValues(["a@x.io", "b@x.io"]), IsLocal = true }),
            null,
            "invalid email");

    [Fact]
    public void Resolve_Off_IgnoresBearer() =>
        AssertIs(
            Edge.Identities(Off).Resolve(new IdentityRequest { User = "a@x.io", Authorization = "Bearer junk", IsLocal = true }),
            "a@x.io",
            "");

    [Fact]
    public void Resolve_OffOnAReachableAddress_IsRefusedUnlessForced_Pitfall74()
    {
        var request = new IdentityRequest { User = "a@x.io", IsLocal = false };
        AssertIs(Edge.Identities(Off).Resolve(request), null, "authentication is off and serves this machine only");
        AssertIs(Edge.Identities("urls=http://0.0.0.0:80|Auth:Mode=Off|Auth:ForceInsecure=true").Resolve(request), "a@x.io", "");
    }

    // Wire-protocol, section 3.2, in the order of its rows.
    [Theory]
    [InlineData("", IdentityRefusal.NoHeader, "authorization header required")]
    [InlineData("Basic YTpi", IdentityRefusal.NoBearer, "bearer token required")]
    [InlineData("bearer x", IdentityRefusal.NoBearer, "bearer token required")]
    [InlineData("Bearer\tx", IdentityRefusal.NoBearer, "bearer token required")]
    [InlineData("Bearer", IdentityRefusal.NoBearer, "bearer token required")]
    [InlineData("Bearer ", IdentityRefusal.NoToken, "token missing")]
    [InlineData(
        "Bearer  x", IdentityRefusal.BadToken, "invalid access token: token is malformed: token contains an invalid number of segments")]
    [InlineData(
        "Bearer x", IdentityRefusal.BadToken, "invalid access token: token is malformed: token contains an invalid number of segments")]
    public void Resolve_Jwt_ChecksTheHeaderInOrder(string header, object refusal, string text)
    {
        var verdict = Edge.Identities(Jwt).Resolve(new IdentityRequest { Authorization = header, User = "a@b.co", IsLocal = true });
        Assert.Null(verdict.Peer);
        Assert.Equal((IdentityRefusal)refusal, verdict.Refusal);
        Assert.Equal(text, verdict.Text);
    }

    [Theory]
    [InlineData(
        """{"type":"access","sub":"a@b.co","iss":"https://auth.example.com","exp":1}""", "token has invalid claims: token is expired")]
    [InlineData(
        """{"type":"access","sub":"a@b.co","iss":"https://auth.example.com","nbf":1e12}""",
        "token has invalid claims: token is not valid yet")]
    [InlineData("""{"type":"access","sub":"a@b.co","iss":"other"}""", "token has invalid claims: token has invalid issuer")]
    [InlineData("""{"type":"refresh","sub":"a@b.co","iss":"https://auth.example.com"}""", "wrong token type got \"refresh\"")]
    [InlineData("""{"sub":"a@b.co","iss":"https://auth.example.com"}""", "wrong token type got \"\"")]
    public void Resolve_JwtWithBadClaims_SaysWhich(string claims, string text) =>
        AssertIs(Resolve(Tokens.Signed(claims)), null, $"invalid access token: {text}");

    [Fact]
    public void Resolve_JwtWithOtherSecret_IsRefused() =>
        AssertIs(
            Resolve(Tokens.Access(secret: Tokens.OtherSecret)),
            null,
            "invalid access token: token signature is invalid: signature is invalid");

    [Theory]
    [InlineData("", IdentityRefusal.NoUser, "user missing")]
    [InlineData("alice", IdentityRefusal.InvalidEmail, "invalid email")]
    [InlineData("Al<a@b.co>", IdentityRefusal.InvalidEmail, "invalid email")]
    public void Resolve_JwtWithoutUsableSubject_IsRefused_Pitfall76(string subject, object refusal, string text)
    {
        var verdict = Resolve(Tokens.Access(subject));
        AssertIs(verdict, null, text);
        Assert.Equal((IdentityRefusal)refusal, verdict.Refusal);
    }

    [Fact]
    public void Resolve_Jwt_TakesTheSubjectInLowerCaseAndKeepsTheEnd_Pitfalls75And76()
    {
        var verdict = Resolve(Tokens.Access("Alice@Example.com"));
        AssertIs(verdict, "alice@example.com", "");
        Assert.Equal(FixedClock.Start.AddHours(1), verdict.Peer!.ExpiresAt);
        Assert.Equal("default", verdict.Peer.Tenant.Name);
    }

    [Fact]
    public void Resolve_JwtTwice_IsRefused()
    {
        var header = $"Bearer {Tokens.Access()}";
        AssertIs(
            Edge.Identities(Jwt).Resolve(new IdentityRequest { Authorization = new StringValues([header, header]) }),
            null,
            "bearer token required");
    }

    [Fact]
    public void Resolve_TokenOfAnotherTenant_IsRefusedOnThisHost()
    {
        var identities = Edge.Identities(Edge.TwoTenants);
        var acme = $"Bearer {Tokens.Access(issuer: "https://acme.example.com/auth")}";
        var peer = identities.Resolve(new IdentityRequest { Authorization = acme, Host = Edge.Host("acme.example.com") }).Peer;
        Assert.Equal("acme", peer?.Tenant.Name);
        AssertIs(
            identities.Resolve(new IdentityRequest { Authorization = acme, Host = Edge.Host("zeta.example.com") }),
            null,
            "invalid access token: token signature is invalid: signature is invalid");
    }

    [Fact]
    public void Resolve_ForeignIssuerUnderTheRightSecret_IsRefused()
    {
        var mixed = $"Bearer {Tokens.Access(secret: Tokens.OtherSecret, issuer: "https://acme.example.com/auth")}";
        AssertIs(
            Edge.Identities(Edge.TwoTenants).Resolve(new IdentityRequest { Authorization = mixed, Host = Edge.Host("zeta.example.com") }),
            null,
            "invalid access token: token has invalid claims: token has invalid issuer");
    }

    [Fact]
    public void Resolve_HostOfNobody_IsDecidedByTheIssuer()
    {
        var identities = Edge.Identities(Edge.TwoTenants);
        var zeta = $"Bearer {Tokens.Access(secret: Tokens.OtherSecret, issuer: "https://zeta.example.com/auth")}";
        Assert.Equal(
            "zeta", identities.Resolve(new IdentityRequest { Authorization = zeta, Host = Edge.Host("10.0.0.1") }).Peer?.Tenant.Name);
        AssertIs(
            identities.Resolve(new IdentityRequest { Authorization = $"Bearer {Tokens.Access()}", Host = Edge.Host("10.0.0.1") }),
            null,
            "invalid access token: token has invalid claims: token has invalid issuer");
    }

    [Fact]
    public void Resolve_OffWithHostOfNobody_IsRefused()
    {
        var identities = Edge.Identities(Edge.TwoTenants + "|Auth:Mode=Off|urls=http://127.0.0.1:0");
        var verdict = identities.Resolve(new IdentityRequest { User = "a@x.io", Host = Edge.Host("other.example.com"), IsLocal = true });
        AssertIs(verdict, null, "unknown host");
        verdict = identities.Resolve(new IdentityRequest { User = "a@x.io", Host = Edge.Host("ACME.example.com:80"), IsLocal = true });
        Assert.Equal("acme", verdict.Peer?.Tenant.Name);
    }

    private static IdentityVerdict Resolve(string token) =>
        Edge.Identities(Jwt).Resolve(new IdentityRequest { Authorization = $"Bearer {token}", Host = Edge.Host("relay.example.com") });

    private static void AssertIs(IdentityVerdict verdict, string? user, string text)
    {
        Assert.Equal(user, verdict.Peer?.User);
        Assert.Equal(user is null ? text : "", verdict.Text);
    }
}
