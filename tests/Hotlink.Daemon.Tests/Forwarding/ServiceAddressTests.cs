using Hotlink.Daemon.Tunnels;
using Hotlink.Daemon.Tunnels.Forwarding;

namespace Hotlink.Daemon.Tests.Forwarding;

public sealed class ServiceAddressTests
{
    [Theory]
    [InlineData("5432", "127.0.0.1", 5432)]
    [InlineData("db.local:5432", "db.local", 5432)]
    [InlineData("10.0.0.7:1", "10.0.0.7", 1)]
    [InlineData("[::1]:65535", "::1", 65535)]
    public void Parse_Good_GivesHostAndPort(string text, string host, int port)
    {
        var address = ServiceAddress.Parse(text);

        Assert.Equal((host, port), (address.Host, address.Port));
        Assert.Equal(address, ServiceAddress.Parse(address.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("host")]
    [InlineData("host:")]
    [InlineData(":5432")]
    [InlineData("::1:5432")]
    [InlineData("a b:5432")]
    [InlineData("[host]:5432")]
    [InlineData("host:5432:1")]
    public void Parse_Bad_SaysWhatItShouldBe(string text) =>
        Assert.Contains("HOST:PORT", Assert.Throws<FormatException>(() => ServiceAddress.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Specs_OfTheTwoEnds_MeetAndAreNobodyElses()
    {
        var forward = TunnelSpec.CreateForward(1, "a@x.io", "dir/0_to_1", "b@y.io");
        var expose = TunnelSpec.CreateExpose("b@y.io", "dir/0_to_1", "a@x.io");

        Assert.Equal("a@x.io/dir/0_to_1/stream.forward.request", forward.SendPath);
        Assert.Equal("b@y.io/dir/0_to_1/stream.expose.request", expose.SendPath);
        Assert.Equal([forward.SendPath], expose.ReceivePaths);
        Assert.Equal([expose.SendPath], forward.ReceivePaths);
        Assert.Null(forward.PlainSendPath);
    }

    [Fact]
    public void CreateForward_PathTooLong_IsRefused() =>
        Assert.Throws<TunnelMarkerException>(() => TunnelSpec.CreateForward(1, "a@x.io", new string('d', 1000), "b@y.io"));
}
