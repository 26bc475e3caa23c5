using System.IO.Pipelines;
using Hotlink.Gateway.Connections;
using Hotlink.Gateway.WebSockets;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Gateway.Tests.Connections;

public sealed class OutboundTests : IAsyncDisposable
{
    private readonly RelayBench _relay = new(options => options.MaxMessageBytes = 1 << 20);
    private readonly Pipe _socket = new(new PipeOptions(pauseWriterThreshold: 10_000, resumeWriterThreshold: 5_000, useSynchronizationContext: false));
    private readonly ProbeWriter _output;
    private readonly Outbound _outbound;
    private int _aborts;

    public OutboundTests()
    {
        _output = new(_socket.Writer);
        _outbound = new(_relay.Identity(), _output, _relay.Services, () => Interlocked.Increment(ref _aborts));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Send_IdleSocket_IsWrittenAtOnce()
    {
        Assert.True(_outbound.Send(Wire.Message(new HotlinkAccept("session-1"))));
        Assert.True(_outbound.SendText("{}"u8));
        Assert.True(_outbound.SendControl(WebSocketOpcode.Ping, []));
        Assert.Equal(3, _output.Flushes.Count);
        Assert.Equal([WebSocketOpcode.Binary, WebSocketOpcode.Text, WebSocketOpcode.Ping], Wire.ReadAll(_socket.Reader).Select(frame => frame.Opcode));
        Assert.Equal(0, _relay.Pool.Outstanding);
    }

    [Fact]
    [Trait("CWE", "400")]
    public void Send_MessageLargerThanThePeerTakes_IsNotSent()
    {
        Assert.False(_outbound.Send(Wire.Message(new HotlinkClose("session-1", new string('x', 2_000_000)))));
        Assert.Empty(_output.Flushes);
        Assert.Equal(0, _relay.Pool.Outstanding);
    }

    [Fact]
    [Trait("CWE", "400")]
    public async Task Refuse_PeerThatLetsTheBoundPileUp_IsNotTold()
    {
        await using var relay = new RelayBench(options => (options.SessionQueueBytes, options.ConnectionQueueBytes) = (10_000, 10_000));
        var socket = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        var outbound = new Outbound(relay.Identity(), socket.Writer, relay.Services, () => { });
        WireMessage data = Wire.Data("session-1", new string('x', 20_000)), first = Wire.Message(new HotlinkReject("session-2", "first"));
        outbound.Hold();
        outbound.Refuse("session-2", first);
        var waiting = outbound.DeliverAsync(new("session-1", Batch(FrameBuilder.TryEncode(relay.Pool, WireEncoding.MsgPack, data, FramePool.MaxCapacity)!)));
        outbound.Refuse("session-2", Wire.Message(new HotlinkReject("session-2", "second")));
        outbound.Release();

        Assert.Equal(DeliveryResult.Taken, await waiting);
        Assert.Equal([first, data], Wire.ReadAll(socket.Reader).Select(frame => Wire.Decode(frame.Opcode, frame.Payload)));
    }

    [Theory]
    [InlineData(WireEncoding.Json)]
    [InlineData(WireEncoding.MsgPack)]
    public async Task DeliverAsync_EitherEncoding_ArrivesInThePeersOwn(WireEncoding encoding)
    {
        WireMessage[] messages = [Wire.Data("session-1", "one", seq: 1), Wire.Data("session-1", "two", seq: 2)];
        Assert.Equal(DeliveryResult.Taken, await DeliverAsync(encoding, messages));
        var frames = Wire.ReadAll(_socket.Reader);
        Assert.All(frames, frame => Assert.Equal(WebSocketOpcode.Binary, frame.Opcode));
        Assert.Equal(messages, frames.Select(frame => Wire.Decode(frame.Opcode, frame.Payload)));
        Assert.Equal(0, _relay.Pool.Outstanding);
    }

    [Fact]
    public async Task DeliverAsync_FrameThatIsTooLargeInThePeersEncoding_IsTooLarge()
    {
        var json = new Outbound(_relay.Identity(encoding: WireEncoding.Json), _output, _relay.Services, () => { });
        var frame = Encoded(WireEncoding.MsgPack, Wire.Data("session-1", new string('x', 900_000)));
        Assert.Equal(DeliveryResult.TooLarge, await json.DeliverAsync(new("session-1", Batch(frame))));
        Assert.Equal(0, _relay.Pool.Outstanding);
    }

    [Fact(Timeout = 60_000)]
    public async Task Close_QueueBehindAStalledSocket_FinishesWhenAllIsWritten()
    {
        await DeliverAsync(WireEncoding.MsgPack, Wire.Data("session-1", new string('x', 50_000)));
        await DeliverAsync(WireEncoding.MsgPack, Wire.Data("session-1", "last"));
        _outbound.Close(new(CloseCode.ServiceRestart, "moving"));
        Assert.False(_outbound.Finished.IsCompleted);
        var opcodes = new List<WebSocketOpcode>();
        while (opcodes.Count < 3)
        {
            var read = await _socket.Reader.ReadAsync(Token);
            _socket.Reader.AdvanceTo(read.Buffer.Start, read.Buffer.Start);
            opcodes.AddRange(Wire.ReadAll(_socket.Reader).Select(frame => frame.Opcode));
        }

        Assert.Equal([WebSocketOpcode.Binary, WebSocketOpcode.Binary, WebSocketOpcode.Close], opcodes);
        await _outbound.Finished.WaitAsync(Token);
        Assert.Equal(0, _aborts);
        Assert.False(_outbound.SendControl(WebSocketOpcode.Ping, []));
        Assert.Equal(0, _relay.Pool.Outstanding);
    }

    [Fact(Timeout = 60_000)]
    public async Task Abort_StalledSocket_FinishesAndTellsWhoeverWaits()
    {
        var waiting = DeliverAsync(WireEncoding.MsgPack, Wire.Data("session-1", new string('x', 50_000)));
        Assert.True(waiting.IsCompletedSuccessfully);
        _outbound.Abort();
        await _outbound.Finished.WaitAsync(Token);
        await _socket.Reader.CompleteAsync();
        Assert.Equal(DeliveryResult.Leaving, await DeliverAsync(WireEncoding.MsgPack, Wire.Data("session-1", "late")));
    }

    public static TheoryData<Exception> Failures => new()
    {
        new IOException("reset"),
        new InvalidOperationException("completed"),
        new ObjectDisposedException("stream"),
        new OperationCanceledException("cancelled"),
        new NotSupportedException("not a socket any more"),
        new ArgumentException("a bug"),
    };

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Failures))]
    public async Task Send_FlushThatFails_EndsTheConnection(Exception failure)
    {
        _output.FlushFailure = failure;
        _outbound.SendControl(WebSocketOpcode.Ping, []);
        await _outbound.Finished.WaitAsync(Token);
        Assert.Equal(1, _aborts);
        Assert.False(_outbound.SendControl(WebSocketOpcode.Ping, []));
        Assert.Equal(0, _relay.Pool.Outstanding);
    }

    [Fact(Timeout = 60_000)]
    public async Task Send_SocketThatIsGone_EndsTheConnection()
    {
        await _socket.Reader.CompleteAsync();
        _outbound.SendControl(WebSocketOpcode.Ping, []);
        await _outbound.Finished.WaitAsync(Token);
        Assert.Equal(1, _aborts);
    }

    [Fact(Timeout = 60_000)]
    public async Task Send_FlushThatFailsAndAbortThatThrows_FinishesAllTheSame()
    {
        var outbound = new Outbound(_relay.Identity(), _output, _relay.Services, () => throw new ObjectDisposedException("request"));
        _output.FlushFailure = new IOException("reset");
        outbound.SendControl(WebSocketOpcode.Ping, []);
        await outbound.Finished.WaitAsync(Token);
        Assert.Equal(DeliveryResult.Leaving, await outbound.DeliverAsync(new("session-1", Batch(Encoded(WireEncoding.MsgPack, Wire.Data("session-1", "x"))))));
    }

    [Fact(Timeout = 60_000)]
    public async Task DeliverAsync_InATurnOfAGrain_DoesNotComeBackToItToWrite()
    {
        // A grain's turn is a synchronization context: writing there would hold up the grain, and cost a turn for each flush.
        var turn = new CountingContext();
        var previous = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(turn);
        ValueTask<DeliveryResult> delivered;
        try
        {
            delivered = DeliverAsync(WireEncoding.MsgPack, Wire.Data("session-1", new string('x', 500_000)));
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(previous);
        }

        await delivered;
        _outbound.Close(new(CloseCode.Normal, ""));
        while (!_outbound.Finished.IsCompleted)
        {
            var read = await _socket.Reader.ReadAsync(Token);
            _socket.Reader.AdvanceTo(read.Buffer.End);
            await Task.Yield();
            _socket.Reader.CancelPendingRead();
        }

        Assert.Equal(0, turn.Posts);
    }

    public ValueTask DisposeAsync() => _relay.DisposeAsync();

    private static FrameBatch Batch(params Frame[] frames)
    {
        var batch = FrameBatch.Rent();
        Array.ForEach(frames, batch.Add);
        return batch;
    }

    private Frame Encoded(WireEncoding encoding, WireMessage message) =>
        FrameBuilder.TryEncode(_relay.Pool, encoding, message, FramePool.MaxCapacity)!;

    private ValueTask<DeliveryResult> DeliverAsync(WireEncoding encoding, params WireMessage[] messages) =>
        _outbound.DeliverAsync(new("session-1", Batch([.. messages.Select(message => Encoded(encoding, message))])));

    private sealed class CountingContext : SynchronizationContext
    {
        private int _posts;

        public int Posts => Volatile.Read(ref _posts);

        public override void Post(SendOrPostCallback d, object? state)
        {
            Interlocked.Increment(ref _posts);
            base.Post(d, state);
        }
    }
}
