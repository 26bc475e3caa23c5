using Hotlink.Daemon.Tunnels;
using Hotlink.Daemon.Tunnels.Desk;

namespace Hotlink.Daemon.Tests.Tunnels;

/// <summary>Which connection is joined with which stream.</summary>
public sealed class TunnelDeskTests
{
    private const string Own = "0000000000000001";
    private const string Theirs = "00000000000000aa";
    private readonly TunnelDesk _desk = new(new());

    [Fact]
    public void Next_ConnectionThatSaysNothing_StartsNothing()
    {
        _desk.Add(new Candidate(At(0)));

        Assert.Null(_desk.Next(At(3600)));
        Assert.Null(_desk.Deadline(At(3600)));
    }

    [Fact]
    public void Next_SecondConnectionSpeaksFirst_IsTheOneThatStarts()
    {
        _desk.Add(new Candidate(At(0)));
        var speaking = new Candidate(At(1)) { HasSpoken = true };
        _desk.Add(speaking);

        Assert.Equal((DeskStepKind.Start, speaking), Step(At(1)));
        Assert.Equal(1, _desk.Waiting);
    }

    [Fact]
    public void Next_BytesForConnectionsThatSayNothing_GoToTheOldestThatHasSettled()
    {
        var old = new Candidate(At(0));
        _desk.Add(old);
        _desk.Add(new Candidate(At(0.2)));
        _desk.Add(Ready(At(0.1)));

        Assert.Null(_desk.Next(At(0.2)));
        Assert.NotNull(_desk.Deadline(At(0.2)));
        Assert.Equal((DeskStepKind.Start, old), Step(At(0.25)));
    }

    [Fact]
    public void Next_StreamWithoutABeginning_WaitsForItsFirstByte()
    {
        _desk.Begin(new(Own));
        var arrival = new Arrival { Word = new(Theirs, null), State = ArrivalState.Announced };
        _desk.Add(arrival);
        Assert.Null(_desk.Next(At(0)));

        arrival.State = ArrivalState.Ready;

        Assert.Equal(DeskStepKind.Bind, _desk.Next(At(0))!.Value.Kind);
        Assert.Same(arrival, _desk.Run!.Bound);
    }

    [Theory]
    [InlineData(ArrivalState.Greeting)]
    [InlineData(ArrivalState.Silent)]
    [InlineData(ArrivalState.Announced)]
    internal void Next_StreamBehindOneOfWhichNothingIsKnown_IsBound(ArrivalState state)
    {
        var second = Ready(At(0));
        _desk.Add(new Arrival { State = state, Word = state == ArrivalState.Announced ? new(Theirs, null) : null });
        _desk.Add(second);
        _desk.Begin(new(Own));

        Assert.Equal(new DeskStep(DeskStepKind.Bind, null, second), _desk.Next(At(0)));
    }

    [Fact]
    public void Next_WhatTheActiveConnectionSentWasGivenUp_EndsItWhateverIsBoundToIt()
    {
        _desk.Begin(new(Own) { Bound = Ready(At(0)) });
        _desk.Add(new Arrival { Word = new(Theirs, Own, IsGone: true), State = ArrivalState.Announced });

        Assert.Equal(DeskStepKind.GivenUp, _desk.Next(At(0))!.Value.Kind);
        Assert.Empty(_desk.Arrivals);
    }

    [Fact]
    public void Next_AnswerToTheActiveConnection_IsBoundAtOnce()
    {
        _desk.Begin(new(Own));
        _desk.Add(new Arrival { State = ArrivalState.Greeting });
        _desk.Add(new Arrival { Word = new(Theirs, Own), State = ArrivalState.Announced });

        Assert.Equal(DeskStepKind.Bind, _desk.Next(At(0))!.Value.Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Next_AnswerToAConnectionThatIsOver_IsRefused(bool isActive)
    {
        if (isActive)
        {
            _desk.Begin(new(Own));
        }

        _desk.Add(new Arrival { Word = new(Theirs, "0000000000000bad"), State = ArrivalState.Ready });

        Assert.Equal(DeskStepKind.RefuseStale, _desk.Next(At(0))!.Value.Kind);
        Assert.Empty(_desk.Arrivals);
    }

    [Fact]
    public void Next_EmptyStreamAndNobodyActive_IsRefused()
    {
        _desk.Add(new Arrival { State = ArrivalState.Empty });

        Assert.Equal(DeskStepKind.RefuseStale, _desk.Next(At(0))!.Value.Kind);
    }

    [Fact]
    public void Next_SecondStreamWhileOneIsBound_WaitsForTheNextConnection()
    {
        _desk.Begin(new(Own) { Bound = Ready(At(0)) });
        _desk.Add(Ready(At(1)));
        Assert.Null(_desk.Next(At(1)));

        _desk.End();
        var next = new Candidate(At(2)) { HasSpoken = true };
        _desk.Add(next);

        Assert.Equal((DeskStepKind.Start, next), Step(At(2)));
    }

    [Fact]
    public void Next_PeerBeganAnewAndTheOldStreamStandsStill_IsTakenOver()
    {
        _desk.Begin(new(Own) { Bound = new() { IsStalled = true } });
        Assert.Null(_desk.Next(At(0)));

        _desk.Add(Ready(At(1)));

        Assert.Equal(DeskStepKind.TakeOver, _desk.Next(At(1))!.Value.Kind);
    }

    [Fact]
    public void Next_PlainPeerBeganAnew_EndsTheConnectionWithoutAWaitingOne()
    {
        _desk.Begin(new(Own) { Bound = Plain(ArrivalState.Ready) });
        var anew = Plain(ArrivalState.Silent);
        _desk.Add(anew);
        Assert.Null(_desk.Next(At(0)));

        anew.State = ArrivalState.Ready;

        Assert.Equal(DeskStepKind.PeerBeganAnew, _desk.Next(At(1))!.Value.Kind);
        Assert.Equal([anew], _desk.Arrivals);
    }

    [Theory]
    [InlineData(ArrivalState.Silent)]
    [InlineData(ArrivalState.Ready)]
    internal void Next_PlainPeerBeganAnewWhileNobodyIsActive_LetsGoOfTheOldStream(ArrivalState state)
    {
        var (old, anew) = (Plain(state), Plain(ArrivalState.Ready));
        _desk.Add(old);
        _desk.Add(anew);

        Assert.Equal(new DeskStep(DeskStepKind.DropOld, null, old), _desk.Next(At(1)));
        Assert.Equal([anew], _desk.Arrivals);
        Assert.Null(_desk.Next(At(1)));
    }

    [Fact]
    public void Next_PlainStreamsOnTwoPaths_AreNotTakenForEachOther()
    {
        _desk.Begin(new(Own) { Bound = Plain(ArrivalState.Ready) });
        _desk.Add(Plain(ArrivalState.Ready, "another"));

        Assert.Null(_desk.Next(At(1)));
    }

    [Fact]
    public void Next_HeldBytes_AreGivenUpAfterAMinute()
    {
        _desk.Add(Ready(At(0)));

        Assert.Null(_desk.Next(At(59)));
        Assert.Equal(DeskStepKind.RefuseHeld, _desk.Next(At(60))!.Value.Kind);
    }

    [Fact]
    public void Next_HeldBytesBeyondTheBound_AreGivenUp()
    {
        var arrival = Ready(At(0));
        _desk.Add(arrival);
        arrival.HeldBytes = 1024 * 1024;
        Assert.Null(_desk.Next(At(0)));

        arrival.HeldBytes++;

        Assert.Equal(DeskStepKind.RefuseHeld, _desk.Next(At(0))!.Value.Kind);
    }

    [Fact]
    public void Next_ActiveEndedItsSending_IsTakenOverOnlyWhenItStandsStillAndOneWaits()
    {
        _desk.Begin(new(Own) { Bound = Ready(At(0)), EndedSendingAt = At(5), LastActivity = At(8) });
        Assert.Null(_desk.Next(At(100)));
        _desk.Add(new Candidate(At(10)) { HasSpoken = true });

        Assert.Null(_desk.Next(At(17)));
        Assert.Equal(DeskStepKind.TakeOver, _desk.Next(At(18))!.Value.Kind);
    }

    [Fact]
    public void Next_ActiveWasResetThoughItStillSends_IsTakenOverWhenOneWaits()
    {
        _desk.Begin(new(Own) { IsReset = true });
        Assert.Null(_desk.Next(At(0)));
        _desk.Add(new Candidate(At(0)) { HasSpoken = true });

        Assert.NotNull(_desk.Deadline(At(0)));
        Assert.Equal(DeskStepKind.TakeOver, _desk.Next(At(0))!.Value.Kind);
        Assert.Null(_desk.Next(At(0))); // It is said once.
    }

    [Fact]
    public void Next_ActiveOfAPlainPeerEndedItsSending_IsTakenOverAtOnce()
    {
        _desk.Begin(new(Own) { EndedSendingAt = At(5), LastActivity = At(5), IsPlain = true });
        Assert.Null(_desk.Next(At(1000)));
        _desk.Add(new Candidate(At(1000)) { HasSpoken = true });

        Assert.Equal(DeskStepKind.TakeOver, _desk.Next(At(1000))!.Value.Kind);
    }

    [Fact]
    public void Next_PeerNeverAnswers_FailsAfterTwoMinutes()
    {
        _desk.Begin(new(Own) { EndedSendingAt = At(5), LastActivity = At(5) });

        Assert.Null(_desk.Next(At(124)));
        Assert.Equal(At(125), _desk.Deadline(At(124)));
        Assert.Equal(DeskStepKind.Unanswered, _desk.Next(At(125))!.Value.Kind);
    }

    [Fact]
    public void Add_MoreThanTheBounds_IsRefused()
    {
        Assert.All(Enumerable.Range(0, TunnelOptions.MaxWaiting), _ => Assert.True(_desk.Add(new Candidate(At(0)))));
        Assert.False(_desk.Add(new Candidate(At(0))));
        Assert.All(Enumerable.Range(0, TunnelDesk.MaxArrivals), _ => Assert.True(_desk.Add(new Arrival())));
        Assert.False(_desk.Add(new Arrival()));
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);

    private static Arrival Plain(ArrivalState state, string path = "path") => new() { State = state, PlainPath = path };

    private static Arrival Ready(TimeSpan at) => new() { State = ArrivalState.Ready, ReadyAt = at, HeldBytes = 1 };

    private (DeskStepKind, Candidate?) Step(TimeSpan now) => _desk.Next(now) is { } step ? (step.Kind, step.Candidate) : throw new InvalidOperationException("no step");
}
