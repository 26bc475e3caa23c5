using System.Net;
using System.Text;
using Hotlink.Daemon.Markers;
using Hotlink.Daemon.Tunnels;

namespace Hotlink.Daemon.Tests.Tunnels;

/// <summary>What a marker may say.</summary>
public sealed class TunnelMarkerTests
{
    private const string Directory = "me@x/p/0_to_1";

    [Theory] // Pitfall 169: without an entry of its own it is the common port.
    [InlineData("""{"from":"me@x","to":"b@x","port":9001,"ports":{"me@x":9002,"b@x":9003}}""", 9002)]
    [InlineData("""{"from":"b@x","to":"ME@x","port":9001,"ports":{"Me@X":9002}}""", 9002)]
    [InlineData("""{"from":"me@x","to":"b@x","port":9001,"ports":{"b@x":9003}}""", 9001)]
    [InlineData("""{"from":"me@x","to":"b@x","port":9001,"ports":null,"new":[1]}""", 9001)]
    [InlineData("""{"from":"me@x","to":"b@x","ports":{"me@x":65535}}""", 65535)]
    [InlineData("""{"from":"me@x","to":"b@x","port":0,"ports":{"me@x":9002,"b@x":0}}""", 9002)]
    [InlineData("""{"from":"me@x","to":"b@x","port":9001,"ports":{"me@x":0}}""", 9001)]
    public void Read_Marker_FindsTheOwnPort(string json, int port) => Assert.Equal(port, Read(json).Port);

    [Theory]
    [InlineData("", TunnelMarkerFault.NotJson)]
    [InlineData("9001", TunnelMarkerFault.NotJson)]
    [InlineData("127.0.0.1:9001", TunnelMarkerFault.NotJson)]
    [InlineData("[]", TunnelMarkerFault.NotJson)]
    [InlineData("""{"from":"me@x","to":"b@x","port":9001""", TunnelMarkerFault.NotJson)]
    [InlineData("""{"from":"me@x","from":"c@x","to":"b@x","port":9001}""", TunnelMarkerFault.NotJson)]
    [InlineData("""{"from":"me@x","to":"b@x","ports":[9001]}""", TunnelMarkerFault.NotJson)]
    [InlineData("""{"to":"b@x","port":9001}""", TunnelMarkerFault.BadParty)]
    [InlineData("""{"from":"me@x","to":"../b","port":9001}""", TunnelMarkerFault.BadParty)]
    [InlineData("""{"from":"me@x","to":7,"port":9001}""", TunnelMarkerFault.BadParty)]
    [InlineData("""{"from":"me@x","to":"b@x"}""", TunnelMarkerFault.BadPort)]
    [InlineData("""{"from":"me@x","to":"b@x","port":0}""", TunnelMarkerFault.BadPort)]
    [InlineData("""{"from":"me@x","to":"b@x","port":0,"ports":{"me@x":0,"b@x":9003}}""", TunnelMarkerFault.BadPort)]
    [InlineData("""{"from":"me@x","to":"b@x","port":-1,"ports":{"me@x":9002}}""", TunnelMarkerFault.BadPort)]
    [InlineData("""{"from":"me@x","to":"b@x","port":65536}""", TunnelMarkerFault.BadPort)]
    [InlineData("""{"from":"me@x","to":"b@x","port":"9001"}""", TunnelMarkerFault.BadPort)]
    [InlineData("""{"from":"me@x","to":"b@x","port":9001.5}""", TunnelMarkerFault.BadPort)]
    [InlineData("""{"from":"me@x","to":"me@x","port":9001}""", TunnelMarkerFault.PeerIsSelf)]
    [InlineData("""{"from":"c@x","to":"b@x","port":9001}""", TunnelMarkerFault.NotOurs)]
    public void Read_OtherContent_IsRefusedWithItsReason(string json, TunnelMarkerFault fault) =>
        Assert.Equal(fault, Assert.Throws<TunnelMarkerException>(() => Read(json)).Fault);

    [Theory] // Pitfall 169.
    [InlineData("me@x/p")]
    [InlineData("me@x")]
    [InlineData("me@x/p/1_to_2_to_x")]
    [InlineData("me@x/p/01_to_2")]
    [InlineData("me@x/p/-1_to_2")]
    [InlineData("me@x/p/1_to_1")]
    [InlineData("me@x/p/99999999999_to_1")]
    public void Read_DirectoryWithoutParties_IsRefused(string directory) =>
        Assert.Equal(
            TunnelMarkerFault.BadDirectory,
            Assert.Throws<TunnelMarkerException>(() => Read("""{"from":"me@x","to":"b@x","port":9001}""", directory)).Fault);

    [Fact]
    public void Read_FileThatWasTooLarge_IsRefused() =>
        Assert.Equal(
            TunnelMarkerFault.Unreadable,
            Assert.Throws<TunnelMarkerException>(
                () => MarkerPlan.Read(new($"{Directory}/stream.tcp", MarkerKind.Tcp, default, MarkerFault.TooLarge), "me@x")).Fault);

    [Theory] // Pitfall 135.
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("0.0.0.0:0", "0.0.0.0")]
    [InlineData("::1", "::1")]
    [InlineData("[::1]", "::1")]
    [InlineData("[::1]:9001", "::1")]
    public void ParseAddress_Text_IsReadWhole(string text, string address) => Assert.Equal(IPAddress.Parse(address), TunnelOptions.ParseAddress(text));

    [Fact]
    public void ParseAddress_Name_IsRefused() => Assert.Throws<FormatException>(() => TunnelOptions.ParseAddress("localhost"));

    [Theory] // Pitfall 174.
    [InlineData(1, 4096)]
    [InlineData(61440, 61440)]
    [InlineData(1048576, 262144)]
    public void ChunkBytes_AnyNumber_IsBroughtIntoBounds(int set, int got) => Assert.Equal(got, new TunnelOptions { ChunkBytes = set }.ChunkBytes);

    private static TunnelSpec Read(string json, string directory = Directory) =>
        MarkerPlan.Read(new($"{directory}/stream.tcp", MarkerKind.Tcp, Encoding.UTF8.GetBytes(json)), "me@x");
}
