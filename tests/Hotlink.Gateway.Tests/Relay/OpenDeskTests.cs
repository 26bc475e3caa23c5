using Hotlink.Domain.Sessions;
using Hotlink.Gateway.Tests.Connections;
using Hotlink.Grains.Abstractions.Sessions;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;

namespace Hotlink.Gateway.Tests.Relay;

public sealed class OpenDeskTests : IAsyncDisposable
{
    private readonly RelayBench _relay = new(options => (options.SessionCount, options.OpensPerSecond) = (5, 8));

    [Theory]
    [InlineData("short", Desk.Path, "", Reasons.InvalidSessionId)]
    [InlineData("with space", Desk.Path, "", Reasons.InvalidSessionId)]
    [InlineData("sässion-1", Desk.Path, "", Reasons.InvalidSessionId)]
    [InlineData("session-1", "", "", Reasons.InvalidPath)]
    [InlineData("session-1", "/" + Desk.Path, "", Reasons.InvalidPath)]
    [InlineData("session-1", RelayBench.Alice + "/../x", "", Reasons.InvalidPath)]
    [InlineData("session-1", Desk.Path, RelayBench.Alice, Reasons.RecipientIsSender)]
    [InlineData("session-1", Desk.Path, " ALICE@example.com ", Reasons.RecipientIsSender)]
    [Trait("CWE", "20")]
    public void Admit_OpenThatCannotBe_IsRefusedBeforeAnyGrainHears(string session, string path, string to, string reason)
    {
        var desk = new Desk(_relay);
        desk.Receive(Wire.Message(new HotlinkOpen(session, path, To: to)));
        Assert.Equal([new HotlinkReject(session, reason)], desk.Sent());
        Assert.Empty(_relay.Session(path).Calls);
        Assert.Equal(0, desk.Routes.Count);
    }

    [Fact]
    public void Admit_MoreSessionsThanAllowed_AreRefused()
    {
        var desk = new Desk(_relay);
        for (var i = 0; i < 5; i++)
        {
            desk.Open($"session-{i}", $"{RelayBench.Alice}/{i}");
        }

        desk.Receive(Wire.Message(new HotlinkOpen("session-5", RelayBench.Alice + "/5")));
        Assert.Equal([new HotlinkReject("session-5", Reasons.TooManySessions)], desk.Sent());
        desk.Receive(Wire.Message(new HotlinkClose("session-0")));
        desk.Open("session-5", RelayBench.Alice + "/5");
    }

    [Fact]
    public void Admit_FasterThanAllowed_IsRefusedUntilTimeGoesOn()
    {
        var desk = new Desk(_relay);
        void OpenAndClose() => desk.Receive(Wire.Message(new HotlinkOpen("session-1", Desk.Path)), Wire.Message(new HotlinkClose("session-1")));
        for (var i = 0; i < 8; i++)
        {
            OpenAndClose();
        }

        Assert.Empty(desk.Sent());
        OpenAndClose();
        Assert.Equal(new HotlinkReject("session-1", Reasons.TooManyOpens), desk.Sent()[0]);
        _relay.Clock.Advance(TimeSpan.FromSeconds(0.125));
        OpenAndClose();
        Assert.Empty(desk.Sent());
    }

    [Fact]
    public void Admit_SameOpenAgain_GoesToTheSessionAgain()
    {
        var desk = new Desk(_relay);
        var session = desk.Open();
        desk.Receive(Wire.Message(new HotlinkOpen(Desk.Session, Desk.Path)));
        Assert.Equal(2, session.Calls.Length);
        Assert.Equal(1, desk.Routes.SenderCount);
    }

    [Fact]
    public void Admit_OwnIdOnAnotherPath_IsInUse()
    {
        var desk = new Desk(_relay);
        desk.Open();
        desk.Receive(Wire.Message(new HotlinkOpen(Desk.Session, RelayBench.Alice + "/other")));
        Assert.Equal([new HotlinkReject(Desk.Session, Reasons.SessionExists)], desk.Sent());
    }

    [Fact]
    public void Admit_IdOfASessionThatItReads_IsInUse()
    {
        var desk = new Desk(_relay);
        desk.Announce();
        desk.Receive(Wire.Message(new HotlinkOpen(Desk.Session, Desk.Path)));
        Assert.Equal([new HotlinkReject(Desk.Session, Reasons.SessionExists)], desk.Sent());
    }

    [Fact]
    [Trait("CWE", "400")]
    public void Admit_EnormousSessionId_IsAnsweredInAFewBytes()
    {
        var desk = new Desk(_relay);
        desk.Receive(Wire.Message(new HotlinkOpen(new string('<', 2_000_000), Desk.Path)));
        var reject = Assert.IsType<HotlinkReject>(Assert.Single(desk.Sent()));
        Assert.Equal(Reasons.InvalidSessionId, reject.Reason);
        Assert.InRange(reject.SessionId.Length, 1, 256);
    }

    // In one read: what comes behind the open belongs to the new session, and the connection can end it.
    [Fact]
    [Trait("CWE", "772")]
    public void Admit_OpenBehindItsOwnClose_BeginsAnew()
    {
        var desk = new Desk(_relay);
        var session = desk.Open();
        desk.Receive(
            Wire.Message(new HotlinkClose(Desk.Session)),
            Wire.Message(new HotlinkOpen(Desk.Session, Desk.Path)),
            Wire.Message(new HotlinkData(Desk.Session, 1, "", "", "new"u8.ToArray())),
            Wire.Message(new HotlinkClose(Desk.Session)));
        var open = $"Open {Desk.Session} {Desk.Path} to ''";
        Assert.Equal([open, $"Close {Desk.Session} ", open, $"Data {Desk.Session} new", $"Close {Desk.Session} "], session.Calls);
        Assert.Empty(desk.Sent());
        Assert.Equal((0, 0), (desk.Routes.Count, desk.Routes.SenderCount));
    }

    // The session's grain believes in the sender still: the way there must stay.
    [Fact]
    [Trait("CWE", "772")]
    public void Admit_OpenAgainThatIsRefused_KeepsTheSession()
    {
        var desk = new Desk(_relay);
        var session = desk.Open();
        session.OnOpen = static _ => new(new OpenAnswer(ReasonCode.PermissionDenied));
        desk.Receive(Wire.Message(new HotlinkOpen(Desk.Session, Desk.Path)));
        Assert.Equal([new HotlinkReject(Desk.Session, Reasons.PermissionDenied)], desk.Sent());
        desk.Receive(Wire.Message(new HotlinkData(Desk.Session, 1, "", "", "on"u8.ToArray())));
        Assert.Equal($"Data {Desk.Session} on", session.Calls[^1]);
    }

    // The grain is on its way to this node: the second time it is there.
    [Fact]
    public void Admit_OpenOfAGrainThatMoves_IsTriedAgain()
    {
        var desk = new Desk(_relay);
        var session = _relay.Session(Desk.Path);
        session.OnOpen = static request => new(new OpenAnswer(ReasonCode.None, Moves: request.MayMove));
        desk.Open();
        Assert.Equal(2, session.Calls.Length);
        Assert.Empty(desk.Sent());
    }

    // It may be the call that failed, not the grain: it must not go on with a sender that is not there.
    [Fact]
    [Trait("CWE", "772")]
    public void Relay_GrainFails_PeerIsToldAndTheGrainAsWell()
    {
        var desk = new Desk(_relay);
        var session = desk.Open();
        session.OnRelay = static frames => throw new InvalidOperationException("broken");
        desk.Receive(Wire.Message(new HotlinkData(Desk.Session, 1, "", "", "lost"u8.ToArray())));
        Assert.Equal([new HotlinkClose(Desk.Session, Reasons.RelayNodeLost)], desk.Sent());
        Assert.Equal($"Gone {Desk.Session} RelayNodeLost", session.Calls[^1]);
        Assert.Equal(0, desk.Routes.Count);
    }

    public ValueTask DisposeAsync() => _relay.DisposeAsync();
}
