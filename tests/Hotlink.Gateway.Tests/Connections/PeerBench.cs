using System.IO.Pipelines;
using Hotlink.Gateway.Connections;
using Hotlink.Gateway.Tests.WebSockets;
using Hotlink.Grains.Abstractions.Connections;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Gateway.Tests.Connections;

/// <summary>
/// A connection with a peer at the other end of two pipes. Inline: what either side causes has happened when a call returns, unless it
/// waits for something.
/// </summary>
internal sealed class PeerBench : IDuplexPipe
{
    public const int SocketBytes = 64 * 1024;
    private readonly Pipe _toRelay = new(Inline(1 << 20));
    private readonly Pipe _fromRelay = new(Inline(SocketBytes));
    private readonly ProbeWriter _output;

    public PeerBench(RelayBench relay, string user = RelayBench.Alice, DateTimeOffset? expiresAt = null)
    {
        Relay = relay;
        _output = new(_fromRelay.Writer);
        Connection = new(relay.Identity(user, expiresAt: expiresAt), this, relay.Files, relay.Services, Abort);
        relay.Get<ConnectionRegistry>().Add(Connection);
    }

    public RelayBench Relay { get; }

    public PeerConnection Connection { get; }

    public int Aborts { get; private set; }

    public int Detached { get; private set; }

    public Exception? DetachFailure { get; set; }

    public Exception? AbortFailure { get; set; }

    PipeReader IDuplexPipe.Input => _toRelay.Reader;

    PipeWriter IDuplexPipe.Output => _output;

    public Task RunAsync() => Connection.RunAsync(() =>
    {
        Detached++;
        return DetachFailure is null ? ValueTask.CompletedTask : ValueTask.FromException(DetachFailure);
    });

    public async Task SendAsync(params WireMessage[] messages) =>
        await SendAsync([.. messages.SelectMany(message => ClientFrame.Of(WebSocketOpcode.Binary, MessageWriter.ToArray(WireEncoding.MsgPack, message)))]);

    public async Task SendAsync(byte[] bytes) => await _toRelay.Writer.WriteAsync(bytes);

    /// <summary>The peer's end of the socket closes.</summary>
    public async Task StopSendingAsync() => await _toRelay.Writer.CompleteAsync();

    /// <summary>What the relay writes from now on fails.</summary>
    public async Task StopReadingAsync() => await _fromRelay.Reader.CompleteAsync();

    public async Task HangUpAsync()
    {
        await StopSendingAsync();
        await StopReadingAsync();
    }

    /// <summary>All that has come to the peer.</summary>
    public List<(WebSocketOpcode Opcode, byte[] Payload)> ReadFrames() => Wire.ReadAll(_fromRelay.Reader);

    /// <summary>Completes when something more has come to the peer.</summary>
    public async Task WaitForFramesAsync(CancellationToken cancellationToken)
    {
        var read = await _fromRelay.Reader.ReadAsync(cancellationToken);
        _fromRelay.Reader.AdvanceTo(read.Buffer.Start, read.Buffer.Start);
    }

    /// <summary>The messages among it; data by its payload.</summary>
    public List<object> Read() => [.. ReadFrames()
        .Where(frame => frame.Opcode < WebSocketOpcode.Close)
        .Select(frame => Wire.Decode(frame.Opcode, frame.Payload).Body)
        .Select(body => body is HotlinkData data ? System.Text.Encoding.UTF8.GetString(data.Payload.Span).TrimEnd('.') : (object)body)];

    public ValueTask<DeliveryResult> DeliverAsync(string session, params string[] payloads) =>
        Connection.DeliverAsync(new(session, BatchOf(session, payloads)));

    public ValueTask<DeliveryResult> NotifyAsync(NoticeKind kind, string session, string path = RelayBench.Bob + "/app/stream") =>
        Connection.NotifyAsync(new(
            kind, session, GrainKeys.Session(RelayBench.Tenant, RelayBench.Bob, path), Path: path, User: RelayBench.Bob));

    /// <summary>What the relay writes from now on takes until the test says so.</summary>
    public TaskCompletionSource<FlushResult> HoldFlushes()
    {
        var held = new TaskCompletionSource<FlushResult>();
        _output.Held = held.Task;
        return held;
    }

    /// <summary>Fills the socket, so that the relay waits for it.</summary>
    public void Stall()
    {
        const string Filler = "filler-session";
        Assert.True(Connection.Outbound.DeliverAsync(new(Filler, BatchOf(Filler, new string('.', SocketBytes)))).IsCompletedSuccessfully);
    }

    private FrameBatch BatchOf(string session, params string[] payloads)
    {
        var batch = FrameBatch.Rent();
        foreach (var payload in payloads)
        {
            batch.Add(FrameBuilder.TryEncode(Relay.Pool, WireEncoding.MsgPack, Wire.Data(session, payload), FramePool.MaxCapacity)!);
        }

        return batch;
    }

    private static PipeOptions Inline(int pauseAt) => new(
        readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline,
        pauseWriterThreshold: pauseAt, resumeWriterThreshold: pauseAt / 2, useSynchronizationContext: false);

    private void Abort()
    {
        Aborts++;
        _toRelay.Reader.CancelPendingRead();
        _fromRelay.Writer.CancelPendingFlush();
    }
}
