using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Tests.Kit;

namespace Hotlink.Grains.Tests.Conformance;

/// <summary>One sender, several receivers, and what one of them does to the others; signals both ways.</summary>
public abstract class FanOutConformance<THost> : ConformanceTests<THost>
    where THost : GrainHost, new()
{
    [Fact]
    public async Task Relay_ThreeReceivers_EachGetsAllInOrder()
    {
        var (alice, readers) = await LiveAsync(Bob, Carol, "dave@x.io");
        for (var i = 0; i < 100; i++)
        {
            await alice.SendAsync(Sid, $"{i}");
        }

        Assert.All(readers, reader => Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i}"), reader.Log.Frames(Sid)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public async Task Relay_ReceiversStall_SlowTheSenderToTheSlowest(int first, int last)
    {
        var (alice, readers) = await LiveAsync(Bob, Carol, "dave@x.io");
        readers[0].Sink.Stall();
        readers[1].Sink.Stall();
        var sending = alice.SendAsync(Sid, "1").AsTask();
        await Task.WhenAll(readers.Select(reader => reader.Log.FramesAsync(Sid, 1)));
        readers[first].Sink.Resume();
        var next = alice.SendAsync(Sid, "2").AsTask();
        await readers[first].Log.FramesAsync(Sid, 2); // So it has answered to the first frame.
        await readers[first].SignalAsync(Sid, "and that has come through");
        Assert.False(sending.IsCompleted || next.IsCompleted);
        readers[last].Sink.Resume();
        Assert.Equal([ReasonCode.None, ReasonCode.None], await Task.WhenAll(sending, next));
    }

    [Theory]
    [InlineData(DeliveryResult.Gone, ReasonCode.ReceiverDisconnected)]
    [InlineData(DeliveryResult.TooSlow, ReasonCode.ReceiverTooSlow)]
    [InlineData(DeliveryResult.TooLarge, ReasonCode.MessageTooLarge)]
    public async Task Relay_OneReceiverIsLost_OthersGoOn(DeliveryResult answer, ReasonCode expected)
    {
        var (alice, readers) = await LiveAsync(Bob, Carol);
        readers[0].Sink.Answer = answer;
        await alice.SendAsync(Sid, "1");
        var left = await alice.Log.NoticeAsync(NoticeKind.ReceiverLeft, Sid);
        Assert.Equal((Bob, expected), (left.User, left.Reason.Code));
        await alice.SendAsync(Sid, "2");
        Assert.Equal(["1", "2"], readers[1].Log.Frames(Sid));
        Assert.Empty(readers[0].Log.Frames(Sid));
    }

    [Fact]
    public async Task Relay_OneReceiverIsLostWhileAnotherStalls_TellsTheSenderAtOnce()
    {
        var (alice, readers) = await LiveAsync(Bob, Carol);
        readers[0].Sink.Stall();
        readers[1].Sink.Answer = DeliveryResult.TooLarge;
        var sending = alice.SendAsync(Sid, "1").AsTask();
        Assert.Equal(Carol, (await alice.Log.NoticeAsync(NoticeKind.ReceiverLeft, Sid)).User);
        Assert.False(sending.IsCompleted);
        readers[0].Sink.Resume();
        await sending;
    }

    [Fact]
    public async Task Leave_OneOfTwoReceivers_ReducesTheSession()
    {
        var (alice, readers) = await LiveAsync(Bob, Carol);
        await readers[0].LeaveAsync();
        var left = await alice.Log.NoticeAsync(NoticeKind.ReceiverLeft, Sid);
        Assert.Equal((Bob, ReasonCode.ReceiverDisconnected), (left.User, left.Reason.Code));
        Assert.Equal(ReasonCode.None, await alice.SendAsync(Sid, "on"));
        Assert.Equal(["on"], readers[1].Log.Frames(Sid));
    }

    [Fact]
    public async Task Signal_BothWays_ReachesTheOtherSide()
    {
        var (alice, readers) = await LiveAsync(Bob, Carol);
        Assert.Equal(ReasonCode.None, await alice.SignalAsync(Sid, "offer"));
        Assert.Equal(ReasonCode.None, await readers[1].SignalAsync(Sid, "answer"));
        Assert.All(readers, reader => Assert.Equal(["offer"], reader.Log.Frames(Sid)));
        Assert.Equal(["answer"], alice.Log.Frames(Sid));
    }

    [Fact]
    public async Task Signal_BeforeTheAccept_IsRefused()
    {
        var (alice, bob) = (await Host.ConnectAsync(Alice), await Host.ConnectAsync(Bob));
        await alice.OpenAsync(Path, Sid);
        await bob.Log.NoticeAsync(NoticeKind.Open, Sid);
        Assert.Equal(ReasonCode.UnknownSession, await bob.SignalAsync(Sid, "answer"));
        Assert.Empty(alice.Log.Frames(Sid));
    }

    [Fact]
    public async Task Signal_SenderIsTooSlow_EndsTheSession()
    {
        var (alice, readers) = await LiveAsync(Bob);
        alice.Sink.Answer = DeliveryResult.TooSlow;
        await readers[0].SignalAsync(Sid, "answer");
        Assert.Equal(ReasonCode.ReceiverTooSlow, (await alice.Log.NoticeAsync(NoticeKind.Abort, Sid)).Reason.Code);
        Assert.Equal(ReasonCode.ReceiverTooSlow, (await readers[0].Log.NoticeAsync(NoticeKind.Abort, Sid)).Reason.Code);
    }
}
