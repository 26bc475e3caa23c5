using Hotlink.Load.Client;

namespace Hotlink.Load.Tests.Client;

public sealed class SendBufferTests
{
    [Fact]
    public void TryReserve_EmptyBuffer_TakesAFrameOfAnySize()
    {
        var buffer = new SendBuffer(16, 64);

        Assert.True(buffer.TryReserve(1000, out var room));
        Assert.Equal(1000, room.Length);
    }

    [Fact]
    public void TryReserve_WhatDoesNotFit_WaitsForTheNextSend()
    {
        var buffer = new SendBuffer(16, 64);
        Assert.True(buffer.TryReserve(40, out _));
        buffer.Advance(40);

        Assert.False(buffer.TryReserve(25, out _));
        Assert.True(buffer.TryReserve(24, out _));
    }

    [Fact]
    public void TryReserve_Growing_KeepsWhatWasWritten()
    {
        var buffer = new SendBuffer(4, 64);
        Assert.True(buffer.TryReserve(4, out var room));
        room.Fill(9);
        buffer.Advance(4);

        Assert.True(buffer.TryReserve(8, out _));
        Assert.Equal([9, 9, 9, 9], buffer.Written.ToArray());
    }
}
