using Hotlink.Grains.Abstractions.Connections;

namespace Hotlink.Grains.Tests.Kit;

/// <summary>
/// A socket that writes down what it gets and can be slow, gone or full. Notes what must never happen: that something of a session
/// comes while an earlier delivery of that session still waits for its answer. Thread-safe.
/// </summary>
public sealed class RecordingSink(string name) : IConnectionSink
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _inFlight = [];
    private readonly Dictionary<string, List<TaskCompletionSource<DeliveryResult>>> _stalled = [];
    private readonly List<string> _violations = [];
    private volatile bool _isOpen = true;
    private bool _stalls;

    public bool IsOpen => _isOpen;

    /// <summary>What came.</summary>
    public SinkLog Log { get; } = new(name);

    /// <summary>What is answered to deliveries; anything but <see cref="DeliveryResult.Taken"/> takes no frames.</summary>
    public DeliveryResult Answer { get; set; } = DeliveryResult.Taken;

    /// <summary>Whether the peer still waits for the sessions that it opened.</summary>
    public bool AwaitsOpens { get; set; } = true;

    /// <summary>How many notices from now on come, and have their answers lost.</summary>
    public int LostAnswers { get; set; }

    /// <summary>What those get who wait when their session is aborted: nothing more, or the room that there just was.</summary>
    public DeliveryResult AnswerToAborted { get; set; } = DeliveryResult.Gone;

    /// <summary>Delays the answer to a delivery, where it gives a task.</summary>
    public Func<Task?>? Delay { get; set; }

    /// <summary>What was noticed that must not be.</summary>
    public string[] Violations
    {
        get
        {
            lock (_gate)
            {
                return [.. _violations];
            }
        }
    }

    /// <summary>Takes frames from now on, but doesn't say so before <see cref="Resume"/>.</summary>
    public void Stall()
    {
        lock (_gate)
        {
            _stalls = true;
        }
    }

    /// <summary>Answers all who wait, and lets nobody wait from now on.</summary>
    public void Resume(DeliveryResult result = DeliveryResult.Taken)
    {
        string[] sessions;
        lock (_gate)
        {
            _stalls = false;
            sessions = [.. _stalled.Keys];
        }

        Array.ForEach(sessions, sessionId => Settle(sessionId, result));
    }

    /// <summary>The connection is gone.</summary>
    public void Cut()
    {
        _isOpen = false;
        Resume(DeliveryResult.Gone);
    }

    public bool HasPartIn(string sessionId) => AwaitsOpens;

    public async ValueTask<DeliveryResult> DeliverAsync(Delivery delivery)
    {
        var result = IsOpen ? Answer : DeliveryResult.Gone;
        if (result != DeliveryResult.Taken)
        {
            delivery.Batch.Dispose();
            return result;
        }

        var stalled = Begin(delivery.SessionId);
        Log.Add([.. delivery.Batch.Frames.ToArray().Select(frame => new SinkEvent(delivery.SessionId, FrameFactory.TextOf(frame), null))]);
        delivery.Batch.Dispose();
        if (Delay?.Invoke() is { } delay)
        {
            await delay;
        }

        var answer = stalled is null ? result : await stalled;
        End(delivery.SessionId);
        return answer;
    }

    public ValueTask<DeliveryResult> NotifyAsync(SessionNotice notice)
    {
        if (!IsOpen)
        {
            return new(DeliveryResult.Gone);
        }

        if (notice.Kind == NoticeKind.Begin)
        {
            return new(AwaitsOpens ? DeliveryResult.Taken : DeliveryResult.Gone); // No news for the peer.
        }

        if (notice.Kind == NoticeKind.Abort)
        {
            Settle(notice.SessionId, AnswerToAborted);
        }
        else
        {
            NoteOvertaking(notice.Kind.ToString(), notice.SessionId);
        }

        Log.Add(new SinkEvent(notice.SessionId, "", notice));
        return LostAnswers-- > 0 ? throw new IOException("answer lost") : new(DeliveryResult.Taken);
    }

    private Task<DeliveryResult>? Begin(string sessionId)
    {
        NoteOvertaking("a batch", sessionId);
        lock (_gate)
        {
            _inFlight[sessionId] = _inFlight.GetValueOrDefault(sessionId) + 1;
            if (!_stalls)
            {
                return null;
            }

            var wait = new TaskCompletionSource<DeliveryResult>(TaskCreationOptions.RunContinuationsAsynchronously);
            (_stalled.TryGetValue(sessionId, out var others) ? others : _stalled[sessionId] = []).Add(wait);
            return wait.Task;
        }
    }

    private void End(string sessionId)
    {
        lock (_gate)
        {
            _inFlight[sessionId]--;
        }
    }

    private void NoteOvertaking(string what, string sessionId)
    {
        lock (_gate)
        {
            if (sessionId.Length > 0 && _inFlight.GetValueOrDefault(sessionId) > 0)
            {
                _violations.Add($"{name}: {what} of {sessionId} came while a delivery was in flight.");
            }
        }
    }

    private void Settle(string sessionId, DeliveryResult result)
    {
        List<TaskCompletionSource<DeliveryResult>>? waiting;
        lock (_gate)
        {
            _stalled.Remove(sessionId, out waiting);
        }

        waiting?.ForEach(wait => wait.SetResult(result));
    }
}
