using Hotlink.Devstack.Watching;
using static Hotlink.Devstack.Tests.Watching.Samples;

namespace Hotlink.Devstack.Tests.Watching;

public sealed class SessionRulesTests
{
    [Fact]
    public void FindSelfSession_APeerThatIsOneself_IsFound()
    {
        var sample = Series(1, _ => [Party(0, 1, 0, Session("p1@x.io")), Party(1, 1, 0, Session("P1@x.io"))])[0];
        var verdict = SessionRules.FindSelfSession(sample)!;
        Assert.Equal((1, "p1@x.io has a session on 0_to_1 with itself as the peer"), (verdict.Party, verdict.Text));
    }

    [Fact]
    public void FindSelfSession_OnlyOthers_FindsNothing() =>
        Assert.Null(SessionRules.FindSelfSession(Series(1, _ => [Party(0, 1, 0, Session("p1@x.io")), Party(1, 1, 0, Session("p0@x.io"))])[0]));

    [Fact]
    public void FindReject_ARejectedSession_IsFound() =>
        Assert.Equal(1, SessionRules.FindReject(Series(1, _ => [Party(0), Party(1, 1, 0, Session("p0@x.io", "rejected"))])[0])!.Party);

    [Fact]
    public void FindReject_ACounter_IsFoundWithTheLastError()
    {
        var party = Party(0);
        var sample = Series(1, _ => [party with { Telemetry = party.Telemetry! with { Rejects = 2, LastError = "permission denied" } }])[0];
        Assert.Equal("p0@x.io had 2 session(s) rejected; its last error: permission denied", SessionRules.FindReject(sample)!.Text);
    }

    [Fact]
    public void FindReject_NoneOrUnknown_FindsNothing() => Assert.Null(SessionRules.FindReject(Series(1, _ => [Party(0), Party(1)])[0]));
}
