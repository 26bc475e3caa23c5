using System.Buffers;
using Hotlink.Load.Client;

namespace Hotlink.Load.Tests.Client;

public sealed class ServerFrameTests
{
    [Theory]
    [InlineData("8105", 2, 5)]
    [InlineData("827d", 2, 125)]
    [InlineData("827e0100", 4, 256)]
    [InlineData("827f0000000000010000", 10, 65536)]
    public void TryRead_WholeHeader_GivesItsLengths(string hex, int headerLength, int payloadLength)
    {
        Assert.Equal(OperationStatus.Done, ServerFrame.TryRead(Convert.FromHexString(hex), out var frame));
        Assert.Equal((headerLength, payloadLength), (frame.HeaderLength, frame.PayloadLength));
    }

    [Theory]
    [InlineData("827f0000000000010000")]
    [InlineData("827e0100")]
    [InlineData("8105")]
    public void TryRead_EveryTruncation_WantsMore(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Equal(OperationStatus.NeedMoreData, ServerFrame.TryRead(bytes.AsSpan(0, length), out _));
        }
    }

    [Theory]
    [InlineData("8185")]
    [InlineData("c105")]
    [InlineData("8305")]
    [InlineData("827f0000000000800001")]
    [InlineData("827fffffffffffffffff")]
    public void TryRead_WhatNoServerMaySend_IsInvalid(string hex) =>
        Assert.Equal(OperationStatus.InvalidData, ServerFrame.TryRead(Convert.FromHexString(hex), out _));
}
