using System.Text;
using Hotlink.Daemon.Markers;
using Hotlink.Daemon.Tunnels;

namespace Hotlink.Daemon.Tests.Tunnels;

/// <summary>The paths of a channel, row by row of client behaviour, table 5.3.</summary>
public sealed class ChannelKeysTests
{
    private const string A = "a@x";
    private const string B = "b@x";

    // Layout, where we are, our marker, its from and to; what we send on; what peers may send on: Go, Rust, ourselves.
    [Theory]
    [InlineData(A, "a@x/p/0_to_1", A, B, "a@x/p/0_to_1", null, "a@x/p/0_to_1", "b@x/p/1_to_0")]
    [InlineData(B, "b@x/p/1_to_0", B, A, "b@x/p/1_to_0", "a@x/p/0_to_1", "a@x/p/0_to_1", "a@x/p/0_to_1")]
    [InlineData(A, "a@x/p/0_to_1", A, B, "a@x/p/0_to_1", null, "b@x/p/0_to_1", "b@x/p/0_to_1")]
    [InlineData(B, "b@x/p/0_to_1", B, A, "b@x/p/0_to_1", null, "a@x/p/0_to_1", "a@x/p/0_to_1")]
    [InlineData(A, "a@x/p/0_to_1", A, B, "a@x/p/0_to_1", null, "a@x/p/0_to_1", "b@x/p/0_to_1")]
    [InlineData(B, "b@x/p/0_to_1", A, B, "b@x/p/0_to_1", "a@x/p/0_to_1", "a@x/p/0_to_1", "b@x/p/0_to_1")]
    [InlineData(B, "a@x/p/0_to_1", A, B, "b@x/p/0_to_1", "a@x/p/0_to_1", "a@x/p/0_to_1", "a@x/p/0_to_1")]
    [InlineData(A, "a@x/p/7_to_3", A, B, "a@x/p/7_to_3", "b@x/p/3_to_7", "b@x/p/3_to_7", "b@x/p/3_to_7")]
    public void Spec_Layout_HasThePathsOfTheTable(
        string me, string directory, string from, string to, string send, string? plain, string go, string rust)
    {
        var spec = MarkerPlan.Read(MarkerAt(directory, $$"""{"from":"{{from}}","to":"{{to}}","port":9001}"""), me);

        Assert.Equal((Full(send), plain is null ? null : Full(plain)), (spec.SendPath, spec.PlainSendPath));
        Assert.Contains(Full(go), spec.ReceivePaths);
        Assert.Contains(Full(rust), spec.ReceivePaths);
        Assert.Equal(me == A ? B : A, spec.Peer);
    }

    [Fact]
    public void Create_ByHand_IsTheSameChannelAsAMarker()
    {
        var spec = TunnelSpec.Create(0, "A@x", "p/0_to_1", B);

        Assert.Equal(("a@x/p/0_to_1/stream.tcp.request", B), (spec.SendPath, spec.Peer));
        Assert.Contains("b@x/p/0_to_1/stream.tcp.request", spec.ReceivePaths);
        Assert.Contains("b@x/p/1_to_0/stream.tcp.request", spec.ReceivePaths);
    }

    [Fact]
    public void Create_AnyDirectory_WillDo() =>
        Assert.Equal(["b@x/any/thing/stream.tcp.request"], TunnelSpec.Create(0, A, "any/thing", B).ReceivePaths);

    [Theory]
    [InlineData("../b@x/p", TunnelMarkerFault.BadDirectory)]
    [InlineData("p//q", TunnelMarkerFault.BadDirectory)]
    [InlineData("p\\q", TunnelMarkerFault.BadDirectory)]
    public void Create_HostileDirectory_IsRefused(string directory, TunnelMarkerFault fault) =>
        Assert.Equal(fault, Assert.Throws<TunnelMarkerException>(() => TunnelSpec.Create(0, A, directory, B)).Fault);

    [Fact]
    public void Create_PeerIsOneself_IsRefused() =>
        Assert.Equal(TunnelMarkerFault.PeerIsSelf, Assert.Throws<TunnelMarkerException>(() => TunnelSpec.Create(0, A, "p", "A@X")).Fault);

    [Fact]
    public void Plan_MirroredMarkers_PrefersOnesOwnInAnyOrder()
    {
        const string json = """{"from":"a@x","to":"b@x","port":9001}""";
        Marker[] markers = [MarkerAt("a@x/p/0_to_1", json), MarkerAt("b@x/p/0_to_1", json)];

        var plan = MarkerPlan.Of(markers, B);

        Assert.Equal(["b@x/p/0_to_1/stream.tcp"], plan.Specs.Keys);
        Assert.Equal(TunnelMarkerFault.Duplicate, plan.Refused.Values.Single().Fault);
        Assert.Equal(plan.Specs.Keys, MarkerPlan.Of(markers.Reverse(), B).Specs.Keys);
    }

    private static string Full(string directory) => $"{directory}/stream.tcp.request";

    private static Marker MarkerAt(string directory, string json) => new($"{directory}/stream.tcp", MarkerKind.Tcp, Encoding.UTF8.GetBytes(json));
}
