using Hotlink.Load.Client;
using Hotlink.Load.Frames;
using Hotlink.Load.Measuring;
using Hotlink.Load.Sessions;
using Hotlink.Protocol;

namespace Hotlink.Load.Tests.Sessions;

public sealed class OutflowTests
{
    private readonly SendBuffer _buffer = new(1024, 1024 * 1024);
    private readonly Clock _clock = new(TimeProvider.System);

    [Fact]
    public void Fill_Window_StopsWhenItIsFullAndGoesOnWithTheSlowestReader()
    {
        var outflow = new WindowOutflow(NewFrame(), _clock, 8, 2) { Limit = 100 };

        Assert.False(outflow.Fill(_buffer));
        Assert.Equal(8, outflow.Sent);

        outflow.Acknowledge(0, 8);
        outflow.Acknowledge(1, 3);
        outflow.Fill(_buffer);
        Assert.Equal(11, outflow.Sent);
    }

    [Fact]
    public void Fill_AtItsLimit_SendsNoMore()
    {
        var outflow = new WindowOutflow(NewFrame(), _clock, WindowOutflow.NoWindow, 1) { Limit = 5 };

        outflow.Fill(_buffer);

        Assert.Equal(5, outflow.Sent);
    }

    [Fact]
    public void Fill_WithoutRoom_HasMoreForTheNextSend()
    {
        var outflow = new WindowOutflow(NewFrame(), _clock, WindowOutflow.NoWindow, 1) { Limit = 100_000 };

        Assert.True(outflow.Fill(_buffer));
        var sent = outflow.Sent;
        _buffer.Clear();
        Assert.True(outflow.Fill(_buffer));
        Assert.Equal(sent * 2, outflow.Sent);
    }

    [Fact]
    public void Unstick_AfterLoss_LetsAWholeWindowGo()
    {
        var outflow = new WindowOutflow(NewFrame(), _clock, 8, 1) { Limit = 100 };
        outflow.Fill(_buffer);

        outflow.Unstick();
        outflow.Fill(_buffer);

        Assert.Equal(16, outflow.Sent);
    }

    [Fact]
    public void Acknowledge_WhatIsOldOrOfNobody_SaysNothingNew()
    {
        var outflow = new WindowOutflow(NewFrame(), _clock, 8, 1);

        Assert.True(outflow.Acknowledge(0, 4));
        Assert.False(outflow.Acknowledge(0, 4));
        Assert.False(outflow.Acknowledge(0, 3));
        Assert.False(outflow.Acknowledge(1, 9));
        Assert.False(outflow.Acknowledge(-1, 9));
    }

    [Fact]
    public void End_OfAnyOutflow_SendsNothingMore()
    {
        var outflow = new StampedOutflow(NewFrame(), _clock);
        outflow.TryPush(1);
        outflow.Fill(_buffer);

        outflow.End();
        outflow.TryPush(2);
        outflow.Fill(_buffer);

        Assert.Equal((1, 2), (outflow.Sent, outflow.Promised));
    }

    [Fact]
    public void TryPush_ToAFullOne_IsRefused()
    {
        var outflow = new StampedOutflow(NewFrame(), _clock);

        Assert.All(Enumerable.Range(0, StampedOutflow.Capacity), _ => Assert.True(outflow.TryPush(1)));
        Assert.False(outflow.TryPush(1));
    }

    private static DataFrame NewFrame() =>
        DataFrame.Create(WireEncoding.MsgPack, new(1, 0, 0), "a@x.io/bench/data.request", new PayloadPattern(100), new MaskKeys(random: false));
}
