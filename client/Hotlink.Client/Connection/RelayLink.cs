using System.Buffers;
using System.Buffers.Binary;
using Hotlink.Client.Timing;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Client.Connection;

/// <summary>
/// One connection to the relay, from its upgrade to its end: reads on a task of its own, writes on the thread of whoever finds the outbox
/// idle, and asks for signs of life. Thread-safe.
/// </summary>
internal sealed class RelayLink : IDeadlineTarget, IAsyncDisposable
{
    private const int MaxMessageBytes = 8 * 1024 * 1024;
    private const int OutboxBytes = 8 * 1024 * 1024;
    private const int OutboxHardBytes = 24 * 1024 * 1024;
    private const int BorrowedBatches = 4;
    private static readonly TimeSpan StuckTime = TimeSpan.FromSeconds(1);
    private readonly Handshake _handshake;
    private readonly Scheduler _scheduler;
    private readonly SocketReader _reader;
    private readonly KeepAliveClock _alive;
    private readonly Outbox _outbox = new(OutboxBytes, OutboxHardBytes);
    private readonly OutputBuffer _output = new();
    private readonly ArrayBufferWriter<byte> _scratch = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly TaskCompletionSource<LinkEnd> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _reading = Task.CompletedTask;
    private Task _writing = Task.CompletedTask;
    private long _writingSince = -1;
    private volatile bool _closing;

    /// <summary>Makes the connection of an upgraded request.</summary>
    public RelayLink(Handshake handshake, IMessageSink sink, Scheduler scheduler, TimeSpan pingInterval, TimeSpan pingTimeout)
    {
        (_handshake, _scheduler) = (handshake, scheduler);
        _alive = new(pingInterval, pingTimeout, scheduler.Now);
        _reader = new(handshake.Stream, sink, MaxMessageBytes)
        {
            Heard = _alive.Heard,
            Pinged = payload => Add(EncodedMessage.Control(WebSocketOpcode.Pong, payload.Span)),
        };
    }

    /// <inheritdoc/>
    public int HeapIndex { get; set; } = -1;

    /// <inheritdoc/>
    public TimeSpan HeapDeadline { get; set; }

    /// <summary>What the relay's headers said.</summary>
    public Handshake Handshake => _handshake;

    /// <summary>What the relay takes.</summary>
    public WireEncoding Encoding => _handshake.Encoding;

    /// <summary>Completes when the connection has ended, with the reason. Never fails.</summary>
    public Task<LinkEnd> End => _end.Task;

    /// <summary>Whether the relay has taken nothing of what is to be written for a while.</summary>
    public bool IsStuck => Interlocked.Read(ref _writingSince) is >= 0 and var since && _scheduler.Now.Ticks - since > StuckTime.Ticks;

    /// <summary>Begins to read.</summary>
    public void Start()
    {
        _scheduler.Set(this, _alive.Deadline);
        _reading = ReadAsync();
    }

    /// <summary>Sends a message of the client's own. The caller holds no lock.</summary>
    public void Send(Message body)
    {
        if (Queue(body))
        {
            Write();
        }
    }

    /// <summary>Queues a message of the client's own.</summary>
    /// <returns>Whether the caller has to call <see cref="Write"/>, once it holds no lock.</returns>
    public bool Queue(Message body)
    {
        var message = EncodedMessage.Of(new(MessageIds.New(), body), Encoding);
        if (_outbox.Add(message, out var startWriting))
        {
            return startWriting;
        }

        message.Release();
        Cut(new("the relay takes nothing of what it is told"));
        return false;
    }

    /// <summary>Sends a message of the application's: waits while too much is queued.</summary>
    /// <exception cref="HotlinkException">The connection has ended.</exception>
    public Task SendAsync(Message body, CancellationToken cancellationToken) =>
        SendAsync(new(MessageIds.New(), body), Encoding, cancellationToken);

    /// <summary>Sends a message of the application's: waits while too much is queued.</summary>
    /// <exception cref="HotlinkException">The connection has ended.</exception>
    public async Task SendAsync(WireMessage message, WireEncoding encoding, CancellationToken cancellationToken)
    {
        var encoded = EncodedMessage.Of(message, encoding);
        var isTaken = false;
        try
        {
            while (_outbox.TryAdd(encoded, out var startWriting) is var room)
            {
                if (room is null)
                {
                    isTaken = true;
                    if (startWriting)
                    {
                        Write();
                    }

                    return;
                }

                await room.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            if (!isTaken)
            {
                encoded.Release();
            }
        }
    }

    /// <summary>A stream has signals, data, or both. The caller holds no lock of the stream when it starts to write.</summary>
    /// <returns>Whether the caller has to call <see cref="Write"/>.</returns>
    public bool MarkReady(IFrameSource source, bool signals, bool data) => _outbox.MarkReady(source, signals, data);

    /// <summary>Writes what waits. Called by whoever was told to, with no lock held.</summary>
    public void Write() => _writing = WriteAsync();

    /// <summary>Encodes a message into what is being written. Only for sources whose turn it is.</summary>
    public void Encode(OutputBuffer output, Message body)
    {
        _scratch.ResetWrittenCount();
        MessageWriter.Write(_scratch, Encoding, new WireMessage(MessageIds.New(), body));
        output.Add(Encoding == WireEncoding.MsgPack ? WebSocketOpcode.Binary : WebSocketOpcode.Text, _scratch.WrittenSpan);
    }

    /// <inheritdoc/>
    public void OnDeadline(TimeSpan now)
    {
        switch (_alive.Check(now, _reader.IsPaused || Interlocked.Read(ref _writingSince) >= 0))
        {
            case KeepAliveAction.Ping:
                Add(EncodedMessage.Control(WebSocketOpcode.Ping, []));
                break;
            case KeepAliveAction.GiveUp:
                Cut(new("the relay gave no sign of life"));
                return;
        }

        if (!_ended.IsCancellationRequested)
        {
            _scheduler.Set(this, _alive.Deadline);
        }
    }

    /// <summary>Ends the connection without a word.</summary>
    public void Cut(LinkEnd end)
    {
        // The outbox first: whoever hears of the end must not find it open.
        _outbox.Close();
        _end.TrySetResult(end);
        _scheduler.Set(this, null);
        _ended.Cancel();
        _written.TrySetResult();
    }

    /// <summary>Writes what waits, says goodbye, and waits for the relay to do so.</summary>
    public async Task CloseAsync(ushort code, string reason, TimeSpan patience, TimeProvider time)
    {
        var payload = new byte[sizeof(ushort) + System.Text.Encoding.UTF8.GetByteCount(reason)];
        BinaryPrimitives.WriteUInt16BigEndian(payload, code);
        System.Text.Encoding.UTF8.GetBytes(reason, payload.AsSpan(sizeof(ushort)));
        if (_outbox.MarkReady(new Farewell(payload, () => _closing = true), signals: false, data: true))
        {
            Write();
        }

        await Task.WhenAll(_written.Task, _end.Task).WaitAsync(patience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Cut(new("closed"));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Cut(new("closed"));
        await _handshake.Stream.DisposeAsync().AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_reading, _writing).ConfigureAwait(false);
    }

    private void Add(in EncodedMessage message)
    {
        if (!_outbox.Add(message, out var startWriting))
        {
            message.Release();
            Cut(new("the relay takes nothing of what it is told"));
        }
        else if (startWriting)
        {
            Write();
        }
    }

    private async Task WriteAsync()
    {
        try
        {
            for (var batches = 1; _outbox.Fill(this, _output); batches++)
            {
                var write = _handshake.Stream.WriteAsync(_output.Written, _ended.Token);
                if (!write.IsCompletedSuccessfully)
                {
                    Interlocked.Exchange(ref _writingSince, _scheduler.Now.Ticks);
                    await write.ConfigureAwait(false);
                    Interlocked.Exchange(ref _writingSince, -1);
                }

                _output.Reset();
                if (_closing)
                {
                    _written.TrySetResult();
                }

                if (batches == BorrowedBatches)
                {
                    // Whoever began to write has other things to do: an application that writes, or the reader of this connection.
                    await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
                }
            }
        }
        catch (Exception exception)
        {
            // Whatever went wrong: nothing can be written any more, and everybody has to hear of it.
            Cut(new($"the connection to the relay broke while writing: {exception.GetType().Name}"));
            _output.Dispose();
        }
    }

    private async Task ReadAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        LinkEnd end;
        try
        {
            end = await _reader.RunAsync(_ended.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            end = new($"the connection to the relay broke while reading: {exception.GetType().Name}");
        }
        finally
        {
            _reader.Dispose();
        }

        Cut(end);
    }

    // The last frame: nothing waits behind it that matters.
    private sealed class Farewell(byte[] payload, Action written) : IFrameSource
    {
        public bool IsUrgent { get; set; }

        public bool IsReady { get; set; }

        public void WriteSignals(RelayLink link, OutputBuffer output)
        {
        }

        public bool WriteFrame(RelayLink link, OutputBuffer output)
        {
            output.Add(WebSocketOpcode.Close, payload);
            written();
            return false;
        }
    }
}
