using Hotlink.Gateway.Handshake;
using Hotlink.Gateway.Tenancy;
using Hotlink.Gateway.Tests.Tenancy;

namespace Hotlink.Gateway.Tests.Handshake;

public sealed class IceAdvertisementTests
{
    // Wire-protocol, section 2.4.
    [Theory]
    [InlineData("syftbox.example.com:8080", "", "turns:syftbox.example.com:5349?transport=tcp")]
    [InlineData("syftbox.example.com", "", "turns:syftbox.example.com:5349?transport=tcp")]
    [InlineData("[::1]:8080", "", "turns:[::1]:5349?transport=tcp")]
    [InlineData("", "", "turns:localhost:5349?transport=tcp")]
    [InlineData(
        "any",
        "SYFTBOX_HOTLINK_TURN_HOST=turn.internal.example|SYFTBOX_HOTLINK_TURN_PORT=443",
        "turns:turn.internal.example:443?transport=tcp")]
    [InlineData(
        "any",
        "SYFTBOX_HOTLINK_ICE_SERVERS=turn:t.example.com:3478?transport=udp|SYFTBOX_HOTLINK_TURN_HOST=h|SYFTBOX_HOTLINK_TURN_PORT=1",
        "turn:t.example.com:3478?transport=udp")]
    [InlineData("any", "SYFTBOX_HOTLINK_TURN_HOST=::1", "turns:[::1]:5349?transport=tcp")]
    [InlineData("any", "SYFTBOX_HOTLINK_TURN_HOST=[::1]", "turns:[::1]:5349?transport=tcp")]
    public void For_HostAndEnvironment_FollowsTheRule(string host, string settings, string expected) =>
        Assert.Equal(expected, Advertise(host, settings));

    [Theory]
    [InlineData("spoofed.example", "Ice:PublicHost=relay.example.com", "turns:relay.example.com:5349?transport=tcp")]
    [InlineData(
        "spoofed.example", "Ice:PublicHost=relay.example.com|Ice:TurnHost=turn.example.com", "turns:turn.example.com:5349?transport=tcp")]
    [InlineData("evil?transport=udp,turn:x", "", "turns:localhost:5349?transport=tcp")]
    public void For_HostileHost_DoesNotReachTheAdvertisement_Pitfall80(string host, string settings, string expected) =>
        Assert.Equal(expected, Advertise(host, settings));

    private static string Advertise(string host, string settings) =>
        IceAdvertisement.For(Edge.Options<IceOptions>(settings), Edge.Host(host));
}
