using System.Reflection;
using Hotlink.Domain.Sessions;
using Hotlink.Gateway.Relay;
using Hotlink.Protocol;

namespace Hotlink.Gateway.Tests.Relay;

public sealed class ReasonTextTests
{
    private static readonly ReasonCode[] Own = [.. Enum.GetValues<ReasonCode>().Except([ReasonCode.None, ReasonCode.Peer])];

    [Fact]
    public void Of_EveryReason_IsOneOfTheProtocols()
    {
        var known = typeof(Reasons).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetValue(null)!).ToHashSet();
        Assert.All(Own, code => Assert.Contains(ReasonText.Of(code), known));
    }

    [Fact]
    public void Of_EveryReason_IsLikeNoOther() => Assert.Equal(Own.Length, Own.Select(ReasonText.Of).Distinct().Count());

    [Theory]
    [InlineData(ReasonCode.None)]
    [InlineData(ReasonCode.Peer)]
    public void Of_NoReasonOfTheRelay_IsEmpty(ReasonCode code) => Assert.Equal("", ReasonText.Of(code));

    [Fact]
    public void Of_WordsOfAPeer_ArePassedOnAndCut()
    {
        Assert.Equal("ipc unavailable", ReasonText.Of(SessionReason.FromPeer("ipc unavailable")));
        Assert.Equal(256, ReasonText.Of(SessionReason.FromPeer(new string('x', 10_000))).Length);
    }
}
