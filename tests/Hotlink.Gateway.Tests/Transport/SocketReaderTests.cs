using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using Hotlink.Gateway.Transport;
using Hotlink.Testing.Waiting;
using Microsoft.AspNetCore.Connections;

namespace Hotlink.Gateway.Tests.Transport;

public sealed class SocketReaderTests : IAsyncLifetime
{
    private readonly CountingPool _pool = new();
    private SocketPair _sockets = null!;
    private SocketReader _reader = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _sockets = await SocketPair.ConnectAsync();
        _reader = new(_sockets.Near, _pool, default);
    }

    public ValueTask DisposeAsync()
    {
        _sockets.Dispose();
        _pool.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task ReadAsync_NothingComes_HoldsNoBlock()
    {
        var reading = _reader.ReadAsync(Cancellation).AsTask();

        Assert.Equal(0, _pool.Rented);
        await SendAsync(1, 2, 3);
        Assert.Equal([1, 2, 3], (await reading.SoonAsync()).Buffer.ToArray());
        Assert.Equal(1, _pool.Rented);
        _reader.AdvanceTo((await NextAsync()).Buffer.End);
        Assert.Equal(0, _pool.Rented);
    }

    // The beginning of a header stays, and with it no block: a peer that sends one byte and waits costs nothing.
    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    [InlineData(16)]
    public async Task ReadAsync_AFewBytesWereExaminedAndLeft_AreKeptWithoutABlock(int left)
    {
        byte[] first = [.. Enumerable.Range(0, 100).Select(i => (byte)i)];
        await SendAsync(first);
        await AdvanceWhenAsync(100, used: 100 - left);

        var reading = _reader.ReadAsync(Cancellation).AsTask();

        Assert.Equal(0, _pool.Rented);
        await SendAsync(200);
        Assert.Equal([.. first[^left..], 200], (await reading.SoonAsync()).Buffer.ToArray());
    }

    [Fact]
    public async Task ReadAsync_ManyBytesWereExaminedAndLeft_ComeWithWhatFollows()
    {
        byte[] first = [.. Enumerable.Range(0, 100).Select(i => (byte)i)];
        await SendAsync(first);
        await AdvanceWhenAsync(100, used: 10);

        var reading = _reader.ReadAsync(Cancellation).AsTask();
        await SendAsync(200);

        Assert.Equal([.. first[10..], 200], (await reading.SoonAsync()).Buffer.ToArray());
    }

    // Where the way is full the rest isn't examined: it is there again at once.
    [Fact]
    public async Task ReadAsync_NotAllWasExamined_ReturnsTheRestAtOnce()
    {
        await SendAsync(1, 2, 3, 4);
        var buffer = (await AllAsync(4)).Buffer;
        _reader.AdvanceTo(buffer.GetPosition(1), buffer.GetPosition(1));

        var reading = _reader.ReadAsync(Cancellation);

        Assert.True(reading.IsCompletedSuccessfully);
        Assert.Equal([2, 3, 4], (await reading).Buffer.ToArray());
    }

    [Fact]
    public async Task ReadAsync_BytesReadBefore_ComeFirst()
    {
        var reader = new SocketReader(_sockets.Near, _pool, new(new byte[] { 7, 8 }));
        var first = await reader.ReadAsync(Cancellation);
        Assert.Equal([7, 8], first.Buffer.ToArray());
        reader.AdvanceTo(first.Buffer.End);

        await SendAsync(9);

        Assert.Equal([9], (await reader.ReadAsync(Cancellation).AsTask().SoonAsync()).Buffer.ToArray());
    }

    // Every way to cut a stream into sends, and to use it in pieces, gives the same bytes.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task ReadAsync_AnySplitAndAnyUse_GivesEveryByteOnceInOrder(int seed)
    {
        var random = new Random(seed);
        var sent = new byte[300_000];
        random.NextBytes(sent);
        var sending = SendInPiecesAsync(sent, new Random(seed + 100));
        var got = new List<byte>();
        while (true)
        {
            var read = await _reader.ReadAsync(Cancellation).AsTask().SoonAsync();
            var left = (int)Math.Min(read.Buffer.Length, random.Next(0, 17));
            var used = read.IsCompleted ? read.Buffer : read.Buffer.Slice(0, read.Buffer.Length - left);
            got.AddRange(used.ToArray());
            _reader.AdvanceTo(used.End, random.Next(2) == 0 ? used.End : read.Buffer.End);
            if (read.IsCompleted)
            {
                break;
            }
        }

        await sending;
        Assert.Equal(sent, got);
        _reader.Complete();
        Assert.Equal(0, _pool.Rented);
    }

    [Fact]
    public async Task ReadAsync_PeerEnds_CompletedWithWhatIsLeft()
    {
        await SendAsync(1, 2);
        await AdvanceWhenAsync(2, used: 1);
        _sockets.Far.Shutdown(SocketShutdown.Send);

        var read = await NextAsync();

        Assert.True(read.IsCompleted);
        Assert.Equal([2], read.Buffer.ToArray());
    }

    [Fact]
    public async Task ReadAsync_SocketIsClosedMeanwhile_FailsOrEnds()
    {
        var reading = _reader.ReadAsync(Cancellation).AsTask();

        SocketEnd.Close(_sockets.Near);
        SocketEnd.Close(_sockets.Near);

        Assert.True(await EndsAsync(reading));
        Assert.True(await EndsAsync(_reader.ReadAsync(Cancellation).AsTask()));

        // A read may be woken before the socket is gone, and finds the end of what the peer has sent.
        static async Task<bool> EndsAsync(Task<ReadResult> reading)
        {
            try
            {
                return (await reading.SoonAsync()).IsCompleted;
            }
            catch (ConnectionResetException)
            {
                return true;
            }
        }
    }

    [Fact]
    public async Task ReadAsync_AWholeBlockIsLeft_IsTheReadersFault()
    {
        await SendAsync(new byte[ReceiveBlockPool.BlockBytes]);
        var buffer = (await AllAsync(ReceiveBlockPool.BlockBytes)).Buffer;
        _reader.AdvanceTo(buffer.Start, buffer.End);

        await Assert.ThrowsAsync<InvalidOperationException>(() => _reader.ReadAsync(Cancellation).AsTask());
    }

    private Task<ReadResult> NextAsync() => _reader.ReadAsync(Cancellation).AsTask().SoonAsync();

    // As much as that may come in several reads.
    private async Task<ReadResult> AllAsync(int length)
    {
        while (true)
        {
            var read = await NextAsync();
            if (read.Buffer.Length >= length)
            {
                return read;
            }

            _reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private async Task AdvanceWhenAsync(int length, int used)
    {
        var buffer = (await AllAsync(length)).Buffer;
        _reader.AdvanceTo(buffer.GetPosition(used), buffer.End);
    }

    private async Task SendAsync(params byte[] bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            at += await _sockets.Far.SendAsync(bytes.AsMemory(at), Cancellation);
        }
    }

    private async Task SendInPiecesAsync(byte[] bytes, Random random)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var piece = bytes.AsMemory(at, Math.Min(random.Next(1, 50_000), bytes.Length - at));
            at += await _sockets.Far.SendAsync(piece, Cancellation);
        }

        _sockets.Far.Shutdown(SocketShutdown.Send);
    }
}
