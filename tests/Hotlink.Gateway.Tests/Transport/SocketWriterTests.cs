using System.Buffers;
using Hotlink.Gateway.Transport;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Testing.Waiting;
using Microsoft.Extensions.ObjectPool;

namespace Hotlink.Gateway.Tests.Transport;

public sealed class SocketWriterTests : IAsyncLifetime
{
    private readonly CountingPool _pool = new();
    private readonly ObjectPool<SocketSender> _senders = ObjectPool.Create<SocketSender>();
    private SocketPair _sockets = null!;
    private SocketWriter _writer = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _sockets = await SocketPair.ConnectAsync();
        _writer = new(_sockets.Near, _pool, _senders);
    }

    public ValueTask DisposeAsync()
    {
        _sockets.Dispose();
        _pool.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(ReceiveBlockPool.BlockBytes)]
    [InlineData(ReceiveBlockPool.BlockBytes + 1)]
    [InlineData(200_000)]
    public async Task FlushAsync_WhateverWasWritten_ArrivesAndNoBlockIsHeld(int length)
    {
        byte[] bytes = [.. Enumerable.Range(0, length).Select(i => (byte)(i % 251))];
        var receiving = ReceiveAsync(length);
        _writer.Write(bytes);
        Assert.Equal(length, _writer.UnflushedBytes);

        var flushed = await _writer.FlushAsync(Cancellation).AsTask().SoonAsync();

        Assert.False(flushed.IsCompleted);
        Assert.Equal(bytes, await receiving.SoonAsync());
        Assert.Equal((0, 0L), (_pool.Rented, _writer.UnflushedBytes));
    }

    [Fact]
    public async Task FlushAsync_AgainAndAgain_ArrivesInOrder()
    {
        var receiving = ReceiveAsync(30_000);
        for (var i = 0; i < 1000; i++)
        {
            for (var j = 0; j < 3; j++)
            {
                _writer.GetSpan(10)[..10].Fill((byte)i);
                _writer.Advance(10);
            }

            Assert.False((await _writer.FlushAsync(Cancellation).AsTask().SoonAsync()).IsCompleted);
        }

        Assert.Equal(Enumerable.Range(0, 1000).SelectMany(i => Enumerable.Repeat((byte)i, 30)), await receiving.SoonAsync());
    }

    // A span that is longer than what is left of a block begins the next one: what lies before it goes out all the same.
    [Fact]
    public async Task GetSpan_MoreThanTheBlockHas_NothingInBetweenIsSent()
    {
        var receiving = ReceiveAsync(ReceiveBlockPool.BlockBytes - 5 + 14);
        _writer.GetSpan()[..(ReceiveBlockPool.BlockBytes - 5)].Fill(1);
        _writer.Advance(ReceiveBlockPool.BlockBytes - 5);
        _writer.GetSpan(14)[..14].Fill(2);
        _writer.Advance(14);

        await _writer.FlushAsync(Cancellation).AsTask().SoonAsync();

        var got = await receiving.SoonAsync();
        Assert.All(got[..^14], one => Assert.Equal(1, one));
        Assert.All(got[^14..], one => Assert.Equal(2, one));
    }

    // Headers are copied, and what is large is written from where it lies: the order is that of the calls.
    [Fact]
    public async Task Attach_FramesBetweenCopiedBytes_ArriveInOrderAndAreReleased()
    {
        var frames = new FramePool();
        var frame = frames.Rent(40_000);
        frame.Length = 40_000;
        frame.Buffer.Span[..20_000].Fill(1);
        frame.Buffer.Span[20_000..].Fill(2);
        var receiving = ReceiveAsync(40_009);

        _writer.Write("abc"u8);
        _writer.Attach(frame, frame.Memory[..20_000]);
        _writer.Write("def"u8);
        _writer.Attach(frame, frame.Memory[20_000..]);
        _writer.Write("ghi"u8);
        frame.Release();
        Assert.Equal((1, 40_009L), (frames.Outstanding, _writer.UnflushedBytes));
        await _writer.FlushAsync(Cancellation).AsTask().SoonAsync();

        byte[] expected = [.. "abc"u8, .. Enumerable.Repeat((byte)1, 20_000), .. "def"u8, .. Enumerable.Repeat((byte)2, 20_000), .. "ghi"u8];
        Assert.Equal(expected, await receiving.SoonAsync());
        Assert.Equal((0, 0), (frames.Outstanding, _pool.Rented));
    }

    [Fact]
    public async Task GetSpan_MoreThanABlockHas_IsThereAtOnce()
    {
        var receiving = ReceiveAsync(100_001);
        _writer.Write("a"u8);
        _writer.GetSpan(100_000)[..100_000].Fill(7);
        _writer.Advance(100_000);

        await _writer.FlushAsync(Cancellation).AsTask().SoonAsync();

        Assert.All((await receiving.SoonAsync())[1..], one => Assert.Equal(7, one));
    }

    [Fact]
    public async Task FlushAsync_NothingWritten_IsDone() => Assert.False((await _writer.FlushAsync(Cancellation)).IsCompleted);

    [Fact]
    public async Task FlushAsync_PeerReadsNothing_WaitsUntilItDoes()
    {
        const int Length = 16 * 1024 * 1024;
        _writer.Write(new byte[Length]);
        var flushing = _writer.FlushAsync(Cancellation).AsTask();
        Assert.False(flushing.IsCompleted);

        await ReceiveAsync(Length).SoonAsync();

        Assert.False((await flushing.SoonAsync()).IsCompleted);
        Assert.Equal(0, _pool.Rented);
    }

    [Fact]
    public async Task FlushAsync_SocketIsClosedMeanwhile_SaysSoAndHoldsNothing()
    {
        _writer.Write(new byte[16 * 1024 * 1024]);
        var flushing = _writer.FlushAsync(Cancellation).AsTask();

        SocketEnd.Close(_sockets.Near);

        Assert.True((await flushing.SoonAsync()).IsCompleted);
        Assert.Equal(0, _pool.Rented);
        _writer.Write("late"u8);
        Assert.True((await _writer.FlushAsync(Cancellation)).IsCompleted);
        Assert.Equal(0, _pool.Rented);
    }

    [Fact]
    public void Complete_WithSomethingUnflushed_HoldsNothing()
    {
        _writer.Write(new byte[100_000]);
        _writer.Complete();
        Assert.Equal(0, _pool.Rented);
    }

    private async Task<byte[]> ReceiveAsync(int length)
    {
        var bytes = new byte[length];
        for (var at = 0; at < length;)
        {
            var got = await _sockets.Far.ReceiveAsync(bytes.AsMemory(at), Cancellation);
            Assert.NotEqual(0, got);
            at += got;
        }

        return bytes;
    }
}
