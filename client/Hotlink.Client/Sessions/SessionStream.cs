using Hotlink.Client.Connection;
using Hotlink.Client.Diagnostics;
using Hotlink.Client.Streams;
using Hotlink.Client.Timing;
using Hotlink.Protocol.Messages;

namespace Hotlink.Client.Sessions;

/// <summary>
/// What both directions of a stream have in common: the session in use and the connection below it, the peer's signals, who is told of what.
/// One lock; nothing is awaited, written or told under it. Thread-safe.
/// </summary>
internal abstract class SessionStream(ClientContext context, RelayLink? link, string sessionId, bool isOutbound) : IFrameSource, IDeadlineTarget
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SignalInbox _signals = new();
    private RelayLink? _link = link;
    private string _sessionId = sessionId;

    /// <summary>Its path.</summary>
    public abstract string Path { get; }

    /// <summary>Who is at the other end; empty where anybody may be.</summary>
    public abstract string Peer { get; }

    /// <summary>The session that it uses, or used last; empty before the first.</summary>
    public string SessionId
    {
        get => Volatile.Read(ref _sessionId);
        protected set => Volatile.Write(ref _sessionId, value);
    }

    /// <summary>Completes when it has ended.</summary>
    public Task Completion => _completion.Task;

    /// <inheritdoc/>
    public bool IsUrgent { get; set; }

    /// <inheritdoc/>
    public bool IsReady { get; set; }

    /// <inheritdoc/>
    public int HeapIndex { get; set; } = -1;

    /// <inheritdoc/>
    public TimeSpan HeapDeadline { get; set; }

    /// <summary>What the two ends have agreed on.</summary>
    public HotlinkMode Mode
    {
        get
        {
            lock (Gate)
            {
                return ModeNow;
            }
        }
    }

    /// <summary>Where it stands.</summary>
    public HotlinkStreamState State
    {
        get
        {
            lock (Gate)
            {
                return StateNow;
            }
        }
    }

    /// <summary>The lock.</summary>
    protected Lock Gate { get; } = new();

    /// <summary>What it shares with the client's other streams.</summary>
    protected ClientContext Context => context;

    /// <summary>The connection to the relay, while there is one.</summary>
    protected RelayLink? Link
    {
        get => Volatile.Read(ref _link);
        set => Volatile.Write(ref _link, value);
    }

    /// <summary>Notices that it stands still.</summary>
    protected StallWatch Stall { get; } = new(context.Options.StallTime);

    /// <summary>Its traces.</summary>
    protected StreamSpans Spans { get; } = new(context.Options.TimeProvider, isOutbound);

    /// <summary>The time.</summary>
    protected TimeSpan Now => context.Scheduler.Now;

    /// <summary><see cref="Mode"/>, under the lock.</summary>
    protected abstract HotlinkMode ModeNow { get; }

    /// <summary><see cref="State"/>, under the lock.</summary>
    protected abstract HotlinkStreamState StateNow { get; }

    /// <summary>How it has fared, under the lock.</summary>
    protected abstract HotlinkStatistics StatisticsNow { get; }

    /// <inheritdoc/>
    public abstract void OnDeadline(TimeSpan now);

    /// <inheritdoc/>
    public abstract void WriteSignals(RelayLink link, OutputBuffer output);

    /// <inheritdoc/>
    public abstract bool WriteFrame(RelayLink link, OutputBuffer output);

    /// <summary>How it has fared.</summary>
    public HotlinkStatistics GetStatistics()
    {
        lock (Gate)
        {
            return StatisticsNow;
        }
    }

    /// <summary>Where it stands, and how it has fared.</summary>
    public HotlinkStreamStatus GetStatus()
    {
        lock (Gate)
        {
            return new() { SessionId = _sessionId, Path = Path, Peer = Peer, Outbound = isOutbound, State = StateNow, Statistics = StatisticsNow };
        }
    }

    /// <summary>Sends a signal in the session that there is.</summary>
    public async ValueTask SignalAsync(HotlinkPeerSignal signal, CancellationToken cancellationToken)
    {
        MessageRules.Check(signal);
        var (current, session) = (Link, SessionId);
        if (current is null || session.Length == 0)
        {
            throw new HotlinkException(HotlinkReason.LinkLost, "there is no session now");
        }

        await current.SendAsync(new HotlinkSignal(session, signal.Kind, signal.Addresses, signal.Token, signal.Error), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Waits for a signal of the peer.</summary>
    public ValueTask<HotlinkPeerSignal?> ReadSignalAsync(CancellationToken cancellationToken) => _signals.ReadAsync(cancellationToken);

    /// <summary>The peer has sent a signal: the stream's own, or the application's.</summary>
    public void OnSignal(HotlinkSignal signal)
    {
        if (!signal.Kind.StartsWith(StreamSignalText.Prefix, StringComparison.Ordinal))
        {
            OnPeerSignal(signal);
            return;
        }

        var isGood = StreamSignalText.TryParse(signal.Kind, signal.Token, signal.Error, out var parsed);
        var turn = default(Turn);
        lock (Gate)
        {
            isGood = isGood && TakeSignal(signal.SessionId, parsed, ref turn);
            Settle(Now, ref turn);
        }

        if (!isGood)
        {
            turn.Raise(Event(HotlinkEventKind.Refused, new(HotlinkReason.ProtocolViolation, "a signal against the rules")));
        }

        turn.Finish(context);
    }

    /// <summary>A signal for the application.</summary>
    protected virtual void OnPeerSignal(HotlinkSignal signal) =>
        _signals.Add(new(signal.Kind, signal.Token, signal.Error) { Addresses = signal.Addresses });

    /// <summary>A signal of the stream's own, in whichever session of it.</summary>
    /// <returns>Whether it was in order.</returns>
    protected abstract bool TakeSignal(string sessionId, in StreamSignal signal, ref Turn turn);

    /// <summary>Carries out what a step has decided; the last thing under the lock.</summary>
    protected abstract void Settle(TimeSpan now, ref Turn turn);

    /// <summary>Sends what the rules want sent.</summary>
    protected void CarryOut(List<StreamEffect> effects, ref Turn turn)
    {
        foreach (var effect in effects)
        {
            Queue(effect.Close is { } reason ? new HotlinkClose(_sessionId, reason) : MessageOf(_sessionId, effect.Signal), ref turn);
        }

        effects.Clear();
    }

    /// <summary>Sends a message, where there is a connection.</summary>
    protected void Queue(Message message, ref Turn turn)
    {
        if (_link is { } current)
        {
            turn.Write(current, current.Queue(message));
        }
    }

    /// <summary>Tells that it stands still, where it does.</summary>
    protected void CheckStall(HotlinkStallCause cause, in EndReason why, TimeSpan now, ref Turn turn)
    {
        if (Stall.Check(cause, now))
        {
            ClientInstruments.Stalled(Stall.Cause, isOutbound);
            turn.Raise(Event(HotlinkEventKind.StreamStalled, why) with { Stall = Stall.Cause });
        }
    }

    /// <summary>Tells everybody that it has ended.</summary>
    protected void TellEnd(in EndReason end, ref Turn turn)
    {
        _signals.Complete();
        turn.Raise(Event(HotlinkEventKind.StreamEnded, end));
        End(_completion, end);
    }

    /// <summary>Ends a wait as the stream ended.</summary>
    protected static void End(TaskCompletionSource source, in EndReason end)
    {
        if (end.Reason == HotlinkReason.None)
        {
            source.TrySetResult();
        }
        else
        {
            source.TrySetException(end.ToException());
            _ = source.Task.Exception; // Whoever doesn't ask is told by the next read or write.
        }
    }

    /// <summary>The signal as it travels.</summary>
    protected static HotlinkSignal MessageOf(string sessionId, in StreamSignal signal) =>
        new(sessionId, StreamSignalText.NameOf(signal.Kind), [], StreamSignalText.Format(signal), signal.Text);

    /// <summary>What observers are told.</summary>
    protected HotlinkEvent Event(HotlinkEventKind kind, in EndReason reason = default) =>
        new(kind, _sessionId, Path, Peer, isOutbound, reason.Reason, reason.Text) { Mode = ModeNow };
}
