using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Tests.Kit;

namespace Hotlink.Grains.Tests.Conformance;

/// <summary>What was sent before anybody accepted: held, within bounds of bytes and time, and delivered ahead of anything newer.</summary>
public abstract class EarlyFrameConformance<THost> : ConformanceTests<THost>
    where THost : GrainHost, new()
{
    [Fact]
    public async Task Accept_FramesHeld_DeliversThemOnceAndFirst()
    {
        var (alice, bob) = (await Host.ConnectAsync(Alice), await Host.ConnectAsync(Bob));
        await alice.OpenAsync(Path, Sid);
        await alice.SendAsync(Sid, "1", "2");
        await alice.SignalAsync(Sid, "3");
        await alice.SendAsync(Sid, "4");
        await bob.AcceptAsync(Sid);
        await alice.SendAsync(Sid, "5");
        Assert.Equal(["1", "2", "3", "4", "5"], await bob.Log.FramesAsync(Sid, 5));
    }

    [Fact]
    public async Task Accept_ReceiverStallsOnWhatWasHeld_NewerFramesWait()
    {
        var (alice, bob) = (await Host.ConnectAsync(Alice), await Host.ConnectAsync(Bob));
        await alice.OpenAsync(Path, Sid);
        await alice.SendAsync(Sid, "1", "2");
        bob.Sink.Stall();
        var accepting = bob.AcceptAsync(Sid);
        await bob.Log.FramesAsync(Sid, 2);
        var newer = alice.SendAsync(Sid, "3").AsTask();
        Assert.Equal(["1", "2"], bob.Log.Frames(Sid));
        bob.Sink.Resume();
        await Task.WhenAll(accepting, newer);
        await alice.CloseAsync(Sid);
        Assert.Equal(["1", "2", "3", "Close Peer done"], bob.Log.Of(Sid).Skip(1).Select(item => item.ToString()));
    }

    [Fact]
    public async Task Accept_WhileFramesKeepComing_LosesAndRepeatsNone()
    {
        for (var round = 0; round < 200; round++)
        {
            var sid = $"session-{round}";
            var (alice, bob) = (await Host.ConnectAsync(Alice), await Host.ConnectAsync(Bob));
            await alice.OpenAsync(Path, sid);
            var accepting = Start(() => bob.AcceptAsync(sid));
            for (var i = 0; i < 20; i++)
            {
                Assert.Equal(ReasonCode.None, await alice.SendAsync(sid, $"{i}"));
            }

            Assert.Equal(ReasonCode.None, await accepting);
            Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}"), await bob.Log.FramesAsync(sid, 20));
            await Task.WhenAll(alice.LeaveAsync(), bob.LeaveAsync());
        }
    }

    [Fact]
    public async Task Relay_MoreThanIsHeld_EndsWithNoReceiver()
    {
        var (alice, bob) = (await Host.ConnectAsync(Alice), await Host.ConnectAsync(Bob));
        await alice.OpenAsync(Path, Sid);
        Assert.Equal(ReasonCode.None, await alice.SendAsync(Sid, new string('x', 1000)));
        Assert.Equal(ReasonCode.None, await alice.SendAsync(Sid, "y"));
        Assert.Equal(ReasonCode.NoReceiver, (await alice.Log.NoticeAsync(NoticeKind.Reject, Sid)).Reason.Code);
        Assert.Equal(ReasonCode.NoReceiver, (await bob.Log.NoticeAsync(NoticeKind.Close, Sid)).Reason.Code);
        Assert.Equal(ReasonCode.UnknownSession, await alice.SendAsync(Sid, "z"));
    }

    [Fact]
    public async Task Expire_HeldTooLong_EndsWithNoReceiver()
    {
        var (alice, bob) = (await Host.ConnectAsync(Alice), await Host.ConnectAsync(Bob));
        await alice.OpenAsync(Path, Sid);
        await alice.SendAsync(Sid, "early");
        Host.Time.Advance(GrainHost.Limits.HoldTime - TimeSpan.FromSeconds(1));
        Assert.Equal(ReasonCode.None, await alice.SendAsync(Sid, "still held"));
        Host.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(ReasonCode.NoReceiver, (await alice.Log.NoticeAsync(NoticeKind.Reject, Sid)).Reason.Code);
        Assert.Equal(ReasonCode.NoReceiver, (await bob.Log.NoticeAsync(NoticeKind.Close, Sid)).Reason.Code);
    }

    [Fact]
    public async Task Accept_InTime_OutlivesTheDeadline()
    {
        var (alice, bob) = (await Host.ConnectAsync(Alice), await Host.ConnectAsync(Bob));
        await alice.OpenAsync(Path, Sid);
        await alice.SendAsync(Sid, "early");
        await bob.AcceptAsync(Sid);
        Host.Time.Advance(GrainHost.Limits.HoldTime * 2);
        Assert.Equal(ReasonCode.None, await alice.SendAsync(Sid, "later"));
        Assert.Equal(["early", "later"], await bob.Log.FramesAsync(Sid, 2));
    }

    [Theory]
    [InlineData(DeliveryResult.Gone, ReasonCode.ReceiverDisconnected)]
    [InlineData(DeliveryResult.TooSlow, ReasonCode.ReceiverTooSlow)]
    [InlineData(DeliveryResult.TooLarge, ReasonCode.MessageTooLarge)]
    public async Task Accept_HeldFramesAreNotTaken_TellsTheSender(DeliveryResult answer, ReasonCode expected)
    {
        var (alice, bob) = (await Host.ConnectAsync(Alice), await Host.ConnectAsync(Bob));
        await alice.OpenAsync(Path, Sid);
        await alice.SendAsync(Sid, "early");
        bob.Sink.Answer = answer;
        await bob.AcceptAsync(Sid);
        Assert.Equal(expected, (await alice.Log.NoticeAsync(NoticeKind.Close, Sid)).Reason.Code);
    }

    [Fact]
    public async Task Close_BySenderBeforeAnyAccept_TellsItThatItsFramesAreLost()
    {
        var (alice, bob) = (await Host.ConnectAsync(Alice), await Host.ConnectAsync(Bob));
        await alice.OpenAsync(Path, Sid);
        await alice.SendAsync(Sid, "early");
        await alice.CloseAsync(Sid);
        Assert.Equal(ReasonCode.NoReceiver, (await alice.Log.NoticeAsync(NoticeKind.Reject, Sid)).Reason.Code);
        await bob.Log.NoticeAsync(NoticeKind.Close, Sid);
        Assert.Equal(ReasonCode.UnknownSession, await bob.AcceptAsync(Sid));
    }
}
