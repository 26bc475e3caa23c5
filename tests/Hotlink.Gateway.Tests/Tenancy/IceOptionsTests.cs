using Hotlink.Gateway.Tenancy;

namespace Hotlink.Gateway.Tests.Tenancy;

public sealed class IceOptionsTests
{
    [Fact]
    public void Defaults_SyftBoxsNames_AreUsedWhereOursAreNotSet()
    {
        var options = Edge.Options<IceOptions>(
            "SYFTBOX_HOTLINK_ICE_SERVERS= turn:a |SYFTBOX_HOTLINK_TURN_HOST= h |SYFTBOX_HOTLINK_TURN_PORT= 443 "
            + "|SYFTBOX_HOTLINK_TURN_USER= u |SYFTBOX_HOTLINK_TURN_PASS= p |Ice:TurnHost=mine");
        Assert.Equal("turn:a", options.Servers);
        Assert.Equal("mine", options.TurnHost);
        Assert.Equal("443", options.TurnPort);
        Assert.Equal("u", options.TurnUser);
        Assert.Equal("p", options.TurnPass);
    }

    [Fact]
    public void Defaults_BlankSettings_AreNotSet()
    {
        var options = Edge.Options<IceOptions>("SYFTBOX_HOTLINK_ICE_SERVERS=  |Ice:TurnHost= |Ice:TurnSecret=");
        Assert.Null(options.Servers);
        Assert.Null(options.TurnHost);
        Assert.Null(options.TurnSecret);
    }

    [Theory]
    [InlineData("Ice:Servers=turn:ü", "Ice:Servers can't be sent in a header: use printable ASCII.")]
    [InlineData("Ice:TurnUser=a\nb", "Ice:TurnUser can't be sent in a header: use printable ASCII.")]
    [InlineData("SYFTBOX_HOTLINK_TURN_PASS=a\rb", "Ice:TurnPass can't be sent in a header: use printable ASCII.")]
    [InlineData("Ice:TurnHost=a b", "Ice:TurnHost is not a host name or address.")]
    [InlineData("Ice:PublicHost=https://a", "Ice:PublicHost is not a host name or address.")]
    [InlineData("Ice:TurnPort=0", "Ice:TurnPort is not a port.")]
    [InlineData("Ice:TurnSecret=short", "Ice:TurnSecret is shorter than 16 bytes.")]
    [InlineData("Ice:TurnLifetime=00:00:59", "Ice:TurnLifetime is 00:00:59, not between 00:01:00 and 7.00:00:00.")]
    public void Validate_Fault_IsNamed(string settings, string expected) => Assert.Equal([expected], Edge.Errors<IceOptions>(settings));

    [Theory]
    [InlineData("::1")]
    [InlineData("[::1]")]
    [InlineData("turn.internal.example")]
    public void Validate_AddressOrName_IsAHost(string host) =>
        Assert.Equal(host, Edge.Options<IceOptions>($"Ice:TurnHost={host}").TurnHost);
}
