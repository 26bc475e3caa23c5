using Hotlink.Gateway.Tenancy;

namespace Hotlink.Gateway.Tests.Tenancy;

public sealed class HostNameTests
{
    [Theory]
    [InlineData("relay.example.com", "relay.example.com", "relay.example.com")]
    [InlineData("Relay.Example.COM:8080", "relay.example.com", "relay.example.com")]
    [InlineData("relay.example.com.", "relay.example.com", "relay.example.com")]
    [InlineData("relay_1:80", "relay_1", "relay_1")]
    [InlineData("127.0.0.1:65535", "127.0.0.1", "127.0.0.1")]
    [InlineData("relay:", "relay", "relay")]
    [InlineData("[::1]:8080", "::1", "[::1]")]
    [InlineData("[2001:DB8:0:0::1]", "2001:db8::1", "[2001:db8::1]")]
    public void TryParse_HostHeader_GivesTheHost(string text, string value, string forUrl)
    {
        Assert.True(HostName.TryParse(text, out var host));
        Assert.Equal(value, host.Value);
        Assert.Equal(forUrl, host.ForUrl);
    }

    // Pitfall 80: the header is the client's to write.
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData(":80")]
    [InlineData("a..b")]
    [InlineData("a b")]
    [InlineData("a,turn:evil.example")]
    [InlineData("a?transport=udp")]
    [InlineData("a/b")]
    [InlineData("user@a")]
    [InlineData("a\r\nX: y")]
    [InlineData("a:80:90")]
    [InlineData("a:http")]
    [InlineData("a:+80")]
    [InlineData("a:65536")]
    [InlineData("a:800000")]
    [InlineData("::1")]
    [InlineData("[::1")]
    [InlineData("[]")]
    [InlineData("[1.2.3.4]")]
    [InlineData("[fe80::1%eth0]")]
    [InlineData("[::1]x")]
    [InlineData("[::1]:x")]
    [InlineData("ü.example.com")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123.example.com")]
    public void TryParse_AnythingElse_IsRefused(string? text) => Assert.False(HostName.TryParse(text, out _));

    [Fact]
    public void TryParse_LongerThanDnsAllows_IsRefused()
    {
        var label = new string('a', 50) + ".";
        Assert.True(HostName.TryParse(string.Concat(Enumerable.Repeat(label, 4)) + "com", out _));
        Assert.False(HostName.TryParse(string.Concat(Enumerable.Repeat(label, 5)) + "com", out _));
    }
}
