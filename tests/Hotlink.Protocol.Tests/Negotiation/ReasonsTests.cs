using System.Reflection;

namespace Hotlink.Protocol.Tests.Negotiation;

public sealed class ReasonsTests
{
    private static readonly string[] All =
        [.. typeof(Reasons).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    [Fact]
    public void Reasons_OfExistingPeers_KeepTheirSpelling()
    {
        string[] existing = ["permission denied", "unknown session", "already accepted", "ipc unavailable", "fallback", "quic-only"];

        Assert.Subset(All.ToHashSet(), existing.ToHashSet());
    }

    [Fact]
    public void Reasons_AreDistinctLowerCaseWords()
    {
        Assert.Equal(All.Length, All.Distinct().Count());
        Assert.All(All, reason => Assert.Matches("^[a-z]+([ -][a-z]+)*$", reason));
    }
}
