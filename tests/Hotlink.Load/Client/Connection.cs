namespace Hotlink.Load.Client;

/// <summary>
/// One WebSocket to the server: a loop that reads and hands messages on, and a loop that asks the sources in its outbox for frames and
/// sends them, many at once. Nothing is allocated for a message.
/// </summary>
internal sealed class Connection : IAsyncDisposable
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);

    private readonly Stream _stream;
    private readonly TimeProvider _time;
    private readonly Outbox _outbox = new();
    private readonly WakeUp _wake = new();
    private readonly SendBuffer _sendBuffer;
    private readonly MessageLoop _messages;
    private readonly TaskCompletionSource<ConnectionEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isClosing;
    private Task _loops = Task.CompletedTask;

    /// <summary>Takes a stream over on which the handshake is done.</summary>
    public Connection(Stream stream, ConnectionSizes sizes, IMessageSink sink, TimeProvider time)
    {
        (_stream, _time) = (stream, time);
        _sendBuffer = new SendBuffer(sizes.Initial, sizes.Send);
        _messages = new MessageLoop(new ReceiveBuffer(sizes.Initial, sizes.Receive), sink, Send);
    }

    /// <summary>Stops and resumes reading.</summary>
    public ReadingGate Reading { get; } = new();

    /// <summary>Completes when the connection is over.</summary>
    public Task<ConnectionEnd> Ended => _ended.Task;

    /// <summary>Starts to read and to send.</summary>
    /// <param name="early">What arrived together with the handshake's answer.</param>
    public void Start(ReadOnlySpan<byte> early)
    {
        _messages.Preload(early);
        _loops = Task.WhenAll(ReadAsync(), WriteAsync());
    }

    /// <summary>Sends a whole frame.</summary>
    public void Send(byte[] frame)
    {
        _outbox.Add(frame);
        WakeSoon();
    }

    /// <summary>Asks a source for frames, as soon as the socket takes some.</summary>
    public void Send(FrameSource source)
    {
        _outbox.Add(source);
        WakeSoon();
    }

    /// <summary>Lets the sending loop look for something to send.</summary>
    public void Wake() => _wake.Set();

    /// <summary>Closes with a handshake, for which it waits a second.</summary>
    public async ValueTask DisposeAsync()
    {
        _isClosing = true;
        Reading.Open();
        if (!Ended.IsCompleted)
        {
            Send(CloseMessage.Frame(CloseMessage.NormalClosure));
            await Task.WhenAny(Ended, Task.Delay(CloseTimeout, _time));
        }

        End(new(true, "closed"));
        _wake.Set();
        await _stream.DisposeAsync();
        await _loops;
    }

    private void WakeSoon()
    {
        if (!WakeBatch.TryNote(this))
        {
            Wake();
        }
    }

    // Neither loop throws: whatever happens ends the connection, with its text.
    private async Task ReadAsync()
    {
        var end = "the server ended the connection without a close frame";
        var turns = default(Turns);
        try
        {
            while (_messages.TakeAll())
            {
                await Reading.WhenOpenAsync();
                var reading = _stream.ReadAsync(_messages.Free);
                var hasToWait = !reading.IsCompleted;
                var count = await reading;
                if (count == 0)
                {
                    End(new(_isClosing, end));
                    return;
                }

                _messages.Arrive(count);
                if (turns.IsOver(hasToWait))
                {
                    await Task.Yield();
                }
            }

            end = _messages.End;
        }
        catch (Exception exception)
        {
            end = exception.Message;
        }

        End(new(_isClosing, end));
    }

    private async Task WriteAsync()
    {
        var turns = default(Turns);
        try
        {
            while (!Ended.IsCompleted)
            {
                _outbox.FillInto(_sendBuffer);
                if (_sendBuffer.IsEmpty)
                {
                    await _wake.WaitAsync();
                    turns = default;
                    continue;
                }

                var sending = _stream.WriteAsync(_sendBuffer.Written);
                var hasToWait = !sending.IsCompleted;
                await sending;
                _sendBuffer.Clear();
                if (turns.IsOver(hasToWait))
                {
                    await Task.Yield();
                }
            }
        }
        catch (Exception exception)
        {
            End(new(_isClosing, exception.Message));
        }
    }

    private void End(ConnectionEnd end)
    {
        _ended.TrySetResult(end);
        _wake.Set();
    }
}
