using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Tests.Kit;

namespace Hotlink.Grains.Tests.Conformance;

/// <summary>A session id names one session at a time, whatever path that is on and however many try.</summary>
public abstract class ClaimConformance<THost> : ConformanceTests<THost>
    where THost : GrainHost, new()
{
    [Theory]
    [InlineData(Path)]
    [InlineData(StreamPath)]
    public async Task Open_SameUserOnANewConnection_Supersedes(string newPath)
    {
        var (alice, readers) = await LiveAsync(Bob);
        var again = await Host.ConnectAsync(Alice);
        Assert.Equal(ReasonCode.None, await again.OpenAsync(newPath, Sid));
        Assert.Equal(ReasonCode.Superseded, (await alice.Log.NoticeAsync(NoticeKind.Abort, Sid)).Reason.Code);
        Assert.Equal(ReasonCode.Superseded, (await readers[0].Log.NoticeAsync(NoticeKind.Abort, Sid)).Reason.Code);
        Assert.Equal(newPath, readers[0].Log.Opens()[^1].Path);
        Assert.Equal(ReasonCode.None, await readers[0].AcceptAsync(Sid, readers[0].Log.Opens()[^1].SessionKey));
        Assert.Equal(ReasonCode.None, await again.SendAsync(Sid, "new"));
        Assert.Equal(["new"], readers[0].Log.Frames(Sid));
        Assert.NotEqual(ReasonCode.None, await alice.SendAsync(Sid, "old"));
    }

    [Theory]
    [InlineData(DeliveryResult.Gone)]
    [InlineData(DeliveryResult.Taken)]
    public async Task Supersede_FramesStillOnTheirWay_AreDiscarded(DeliveryResult answer)
    {
        var (alice, bob) = (await Host.ConnectAsync(Alice), await Host.ConnectAsync(Bob));
        bob.Sink.AnswerToAborted = answer;
        await alice.OpenAsync(Path, Sid);
        await alice.SendAsync(Sid, "held");
        bob.Sink.Stall();
        var accepting = bob.AcceptAsync(Sid);
        await bob.Log.FramesAsync(Sid, 1);
        var newer = alice.SendAsync(Sid, "newer").AsTask();
        var again = await Host.ConnectAsync(Alice);
        await again.OpenAsync(Path, Sid);
        await Task.WhenAll(accepting, newer);
        Assert.Equal(["held"], bob.Log.Frames(Sid));
        bob.Sink.Resume();
    }

    [Fact]
    public async Task Open_IdOfSomebodyElse_IsRefused()
    {
        await LiveAsync(Bob);
        var carol = await Host.ConnectAsync(Carol);
        Assert.Equal(ReasonCode.SessionExists, await carol.OpenAsync("carol@x.io/c/f.request", Sid));
        Host.LetWrite("alice@x.io/app/news", "*");
        Assert.Equal(ReasonCode.SessionExists, await carol.OpenAsync(Path, Sid));
    }

    [Fact]
    public async Task Open_SameConnectionOnAnotherPath_IsRefused()
    {
        var (alice, readers) = await LiveAsync(Bob);
        Assert.Equal(ReasonCode.SessionExists, await alice.OpenAsync(StreamPath, Sid));
        Assert.Single(readers[0].Log.Opens());
    }

    [Fact]
    public async Task Open_Again_IsAnsweredAgain()
    {
        var (alice, readers) = await LiveAsync(Bob);
        Assert.Equal(ReasonCode.None, await alice.OpenAsync(Path, Sid));
        Assert.Equal(2, alice.Log.Notices(NoticeKind.Accept, Sid).Length);
        Assert.Single(readers[0].Log.Opens());
    }

    [Fact]
    public async Task Open_AfterTheEnd_TakesTheIdAgain()
    {
        var (alice, readers) = await LiveAsync(Bob);
        await alice.CloseAsync(Sid);
        Assert.Equal(ReasonCode.None, await alice.OpenAsync(StreamPath, Sid, Bob));
        Assert.Equal(2, readers[0].Log.Opens().Length);
    }

    [Fact]
    public async Task Open_ManyConnectionsAtOnce_OneOfThemHasTheSession()
    {
        var bob = await Host.ConnectAsync(Bob);
        for (var round = 0; round < 50; round++)
        {
            var sid = $"session-{round}";
            var senders = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Host.ConnectAsync(Alice)));
            var answers = await Task.WhenAll(senders.Select((sender, i) => Start(() => sender.OpenAsync(i % 2 == 0 ? Path : StreamPath, sid))));
            var winners = new List<TestPeer>();
            for (var i = 0; i < senders.Length; i++)
            {
                var ended = senders[i].Log.Notices(NoticeKind.Abort, sid).Length;
                Assert.Equal(answers[i] == ReasonCode.None ? 0 : ReasonCode.SessionExists, answers[i]);
                Assert.True(ended <= 1, "Told twice.");
                if (answers[i] == ReasonCode.None && ended == 0)
                {
                    winners.Add(senders[i]);
                }
            }

            Assert.True(winners.Count <= 1, "Two sessions of one id.");
            await Task.WhenAll(senders.Select(sender => sender.LeaveAsync()));
            Assert.Equal(bob.Log.Opens().Count(open => open.SessionId == sid), Ends(bob, sid));
        }
    }

    private static int Ends(TestPeer peer, string sid) =>
        peer.Log.Notices(NoticeKind.Abort, sid).Length + peer.Log.Notices(NoticeKind.Close, sid).Length;
}
