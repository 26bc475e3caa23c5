using Hotlink.Gateway.Handshake;
using Microsoft.Extensions.Primitives;

namespace Hotlink.Gateway.Tests.Handshake;

public sealed class UpgradeRulesTests
{
    private static readonly UpgradeRequest Good = new()
    {
        Method = "GET",
        Protocol = "HTTP/1.1",
        Host = "relay.example.com:8080",
        Connection = "Upgrade",
        Upgrade = "websocket",
        Version = "13",
        Key = "dGhlIHNhbXBsZSBub25jZQ==",
    };

    [Fact]
    public void Check_UsualRequest_IsAccepted() => Assert.Null(UpgradeRules.Check(Good));

    [Theory]
    [InlineData("keep-alive, Upgrade", "WebSocket")]
    [InlineData("UPGRADE", "foo , websocket")]
    [InlineData(" upgrade ,close", "websocket")]
    public void Check_TokensInLists_AreFoundInAnyCase(string connection, string upgrade) =>
        Assert.Null(UpgradeRules.Check(Good with { Connection = connection, Upgrade = upgrade }));

    [Theory]
    [InlineData("POST")]
    [InlineData("HEAD")]
    [InlineData("CONNECT")]
    public void Check_OtherMethod_Is405(string method) => AssertRefused(Good with { Method = method }, UpgradeRefusal.Method, 405);

    [Theory]
    [InlineData("HTTP/1.0")]
    [InlineData("HTTP/2")]
    [InlineData("HTTP/3")]
    public void Check_ProtocolThatCannotSwitch_Is426(string protocol) =>
        AssertRefused(Good with { Protocol = protocol }, UpgradeRefusal.OldProtocol, 426);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("keep-alive")]
    [InlineData("Upgraded")]
    public void Check_ConnectionWithoutUpgrade_Is426(string? connection) =>
        AssertRefused(Good with { Connection = connection }, UpgradeRefusal.Connection, 426);

    [Theory]
    [InlineData(null)]
    [InlineData("h2c")]
    [InlineData("websocket2")]
    public void Check_UpgradeToSomethingElse_Is426(string? upgrade) =>
        AssertRefused(Good with { Upgrade = upgrade }, UpgradeRefusal.Upgrade, 426);

    [Theory]
    [InlineData(null)]
    [InlineData("8")]
    [InlineData("013")]
    [InlineData("13, 8")]
    public void Check_OtherVersion_Is400(string? version) => AssertRefused(Good with { Version = version }, UpgradeRefusal.Version, 400);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("dGhlIHNhbXBsZSBub25jZTEyMzQ=")]
    [InlineData("dGhlIHNhbXBsZSBub25jZQ")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!==")]
    [InlineData("dGhl IHNhbXBsZSBub25jZQ=")]
    [InlineData("dGhlIHNhbXBsZSBub25jZTEx")]
    public void Check_KeyThatIsNot16Bytes_Is400(string? key) => AssertRefused(Good with { Key = key }, UpgradeRefusal.Key, 400);

    [Fact]
    public void Check_HeaderThatMustBeOne_IsRefusedTwice()
    {
        AssertRefused(Good with { Key = new StringValues([Good.Key!, Good.Key!]) }, UpgradeRefusal.Key, 400);
        AssertRefused(Good with { Version = new StringValues(["13", "13"]) }, UpgradeRefusal.Version, 400);
        var origin = "http://relay.example.com:8080";
        AssertRefused(Good with { Origin = new StringValues([origin, origin]) }, UpgradeRefusal.Origin, 403);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("http://relay.example.com:8080")]
    [InlineData("https://RELAY.example.com:8080")]
    public void Check_OriginOfThisHostOrNone_IsAccepted(string? origin) => Assert.Null(UpgradeRules.Check(Good with { Origin = origin }));

    [Theory]
    [InlineData("null")]
    [InlineData("http://relay.example.com")]
    [InlineData("http://relay.example.com:8081")]
    [InlineData("http://evil.example.com")]
    [InlineData("http://relay.example.com:8080.evil.example.com")]
    [InlineData("http://relay.example.com:8080@evil.example.com")]
    [InlineData("http://evil.example.com/relay.example.com:8080")]
    [InlineData("relay.example.com:8080")]
    [InlineData("://relay.example.com:8080")]
    public void Check_OriginOfAnotherHost_Is403(string origin) => AssertRefused(Good with { Origin = origin }, UpgradeRefusal.Origin, 403);

    [Fact]
    public void For_KeyOfTheRfc_IsTheAnswerOfTheRfc() =>
        Assert.Equal("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", AcceptKey.For("dGhlIHNhbXBsZSBub25jZQ=="));

    private static void AssertRefused(UpgradeRequest request, object expected, int status)
    {
        var refusal = UpgradeRules.Check(request);
        Assert.Same(expected, refusal);
        Assert.Equal(status, refusal!.Status);
    }
}
