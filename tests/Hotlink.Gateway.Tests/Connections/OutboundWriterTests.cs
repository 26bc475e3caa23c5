using System.IO.Pipelines;
using System.Text;
using Hotlink.Gateway.Connections;
using Hotlink.Gateway.WebSockets;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Gateway.Tests.Connections;

public sealed class OutboundWriterTests
{
    private const int PauseAt = 100_000;
    private readonly ManualClock _clock = new();
    private readonly FramePool _pool = new();
    private readonly OutboundQueue _queue = new(new());

    // Inline: what lets a flush go on has gone on when the call returns.
    private readonly Pipe _socket = new(new PipeOptions(
        readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline,
        pauseWriterThreshold: PauseAt, resumeWriterThreshold: PauseAt / 2, useSynchronizationContext: false));

    private readonly ProbeWriter _output;
    private readonly OutboundWriter _writer;

    public OutboundWriterTests()
    {
        _output = new(_socket.Writer);
        _writer = new(_queue, _output, _clock);
    }

    [Fact]
    public async Task WriteAllAsync_ManyMessages_GoOutInOneFlush()
    {
        var names = Enumerable.Range(0, 500).Select(i => $"message {i}").ToArray();
        Enqueue("session-1", names);
        Assert.True(await _writer.WriteAllAsync());
        Assert.Single(_output.Flushes);
        Assert.Equal(names, Written());
        Assert.Equal(0, _pool.Outstanding);
    }

    [Fact]
    public async Task WriteAllAsync_WhileTheSocketTakesNothing_WhatComesMeanwhileIsOneFlush()
    {
        Enqueue("session-1", new string('x', PauseAt));
        var writing = _writer.WriteAllAsync().AsTask();
        Assert.False(writing.IsCompleted);
        for (var i = 0; i < 100; i++)
        {
            Enqueue($"session-{i % 7}", $"message {i}");
        }

        Assert.Equal(101, Written().Count + Written().Count);
        Assert.True(await writing);
        Assert.Equal(3, _output.Flushes.Count);
    }

    [Fact]
    public async Task WriteAllAsync_LargeMessage_GoesOutInChunks()
    {
        Enqueue("session-1", new string('x', 1_000_000));
        var writing = _writer.WriteAllAsync().AsTask();
        Assert.Equal(1_000_000, (await DrainAsync(writing)).Single().Length);
        Assert.All(_output.Flushes, flush => Assert.InRange(flush, 1, (64 * 1024) + WebSocketHeader.MaxLength));
        Assert.Equal(0, _pool.Outstanding);
    }

    [Fact]
    public async Task WriteAllAsync_LargeMessageBehindSmallOnes_GoesOutInChunksToo()
    {
        Enqueue("session-1", "small", new string('x', 1_000_000), "after");
        _queue.EnqueueControl(WebSocketOpcode.Text, Frame("control"), null, out _);
        var writing = _writer.WriteAllAsync().AsTask();
        var written = await DrainAsync(writing);
        Assert.Equal([7, 5, 1_000_000, 5], written.Select(message => message.Length));
        Assert.All(_output.Flushes, flush => Assert.InRange(flush, 1, 200 * 1024));
        Assert.Equal(0, _pool.Outstanding);
    }

    [Fact]
    public async Task StandingStill_SlowButMovingSocket_IsNeverLong()
    {
        // One chunk every ten seconds: that is slow, and no reason to give up.
        Enqueue("session-1", "small", new string('x', 2_000_000));
        var writing = _writer.WriteAllAsync().AsTask();
        while (!writing.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            Assert.InRange(_writer.StandingStill.TotalSeconds, 9.9, 20.1);
            Take(64 * 1024);
        }

        Assert.True(await writing);
    }

    [Fact]
    public async Task StandingStill_SocketThatTakesNothing_GrowsUntilItDoes()
    {
        Assert.Equal(TimeSpan.Zero, _writer.StandingStill);
        Enqueue("session-1", new string('x', PauseAt));
        _clock.Advance(TimeSpan.FromMinutes(5));
        var writing = _writer.WriteAllAsync().AsTask();
        Assert.True(_writer.StandingStill < TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromSeconds(31));
        Assert.InRange(_writer.StandingStill.TotalSeconds, 30.9, 31.1);
        await DrainAsync(writing);
        Assert.Equal(TimeSpan.Zero, _writer.StandingStill);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(500_000)]
    public async Task WriteAllAsync_SocketThatIsGone_StopsAndReleases(int length)
    {
        Enqueue("session-1", "small", new string('x', length), "after");
        await _socket.Reader.CompleteAsync();
        Assert.False(await _writer.WriteAllAsync());
        _queue.Abort();
        Assert.Equal(0, _pool.Outstanding);
    }

    [Fact]
    public async Task WriteAllAsync_FlushThatIsCancelled_StopsAndReleases()
    {
        Enqueue("session-1", new string('x', 500_000), "after");
        var writing = _writer.WriteAllAsync().AsTask();
        _output.CancelPendingFlush();
        Assert.False(await writing);
        _queue.Abort();
        Assert.Equal(0, _pool.Outstanding);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(500_000)]
    public async Task WriteAllAsync_WriterThatIsCompleted_ThrowsAndReleases(int length)
    {
        _output.SpanFailure = new InvalidOperationException("completed");
        Enqueue("session-1", "small", new string('x', length), "after");
        await Assert.ThrowsAsync<InvalidOperationException>(() => _writer.WriteAllAsync().AsTask());
        _queue.Abort();
        Assert.Equal(0, _pool.Outstanding);
    }

    private Frame Frame(string text)
    {
        var frame = Wire.Frame(_pool, Encoding.ASCII.GetBytes(text));
        frame.Format = FrameFormat.JsonText;
        return frame;
    }

    private void Enqueue(string session, params string[] messages)
    {
        var batch = FrameBatch.Rent();
        Array.ForEach(messages, message => batch.Add(Frame(message)));
        _queue.Enqueue(session, batch, out _);
    }

    private List<string> Written() => [.. Wire.ReadAll(_socket.Reader).Select(frame => Encoding.ASCII.GetString(frame.Payload))];

    private void Take(int bytes)
    {
        Assert.True(_socket.Reader.TryRead(out var read));
        var taken = read.Buffer.GetPosition(Math.Min(bytes, read.Buffer.Length));
        _socket.Reader.AdvanceTo(taken);
    }

    private async Task<List<string>> DrainAsync(Task<bool> writing)
    {
        var all = new List<string>();
        while (!writing.IsCompleted)
        {
            all.AddRange(Written());
        }

        Assert.True(await writing);
        return [.. all, .. Written()];
    }
}
