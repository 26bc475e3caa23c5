using Hotlink.Grains.Abstractions.Connections;

namespace Hotlink.Grains.Tests.Kit;

/// <summary>What a connection got, in order. Who waits for something goes on when it is there, not after a time. Thread-safe.</summary>
public sealed class SinkLog(string name)
{
    private readonly Lock _gate = new();
    private readonly List<SinkEvent> _events = [];
    private readonly List<(Func<IReadOnlyList<SinkEvent>, bool> Condition, TaskCompletionSource Done)> _waits = [];

    /// <summary>Everything of one session.</summary>
    public SinkEvent[] Of(string sessionId)
    {
        lock (_gate)
        {
            return [.. _events.Where(item => item.SessionId == sessionId)];
        }
    }

    /// <summary>The frames of one session.</summary>
    public string[] Frames(string sessionId) => [.. Of(sessionId).Where(item => item.Notice is null).Select(item => item.Frame)];

    /// <summary>The notices of one kind about one session.</summary>
    public SessionNotice[] Notices(NoticeKind kind, string sessionId) =>
        [.. Of(sessionId).Select(item => item.Notice).OfType<SessionNotice>().Where(notice => notice.Kind == kind)];

    /// <summary>The sessions it was told of, in order.</summary>
    public SessionNotice[] Opens()
    {
        lock (_gate)
        {
            return [.. _events.Select(item => item.Notice).OfType<SessionNotice>().Where(notice => notice.Kind == NoticeKind.Open)];
        }
    }

    /// <summary>Completes with the first notice of a kind about a session.</summary>
    public async Task<SessionNotice> NoticeAsync(NoticeKind kind, string sessionId)
    {
        await WhenAsync($"{kind} of {sessionId}", events => events.Any(item => item.SessionId == sessionId && item.Notice?.Kind == kind));
        return Notices(kind, sessionId)[0];
    }

    /// <summary>Completes when so many frames of a session are there.</summary>
    public async Task<string[]> FramesAsync(string sessionId, int count)
    {
        await WhenAsync(
            $"{count} frames of {sessionId}", events => events.Count(item => item.SessionId == sessionId && item.Notice is null) >= count);
        return Frames(sessionId);
    }

    public void Add(params ReadOnlySpan<SinkEvent> events)
    {
        lock (_gate)
        {
            _events.AddRange(events);
            foreach (var wait in _waits.Where(wait => wait.Condition(_events)).ToArray())
            {
                _waits.Remove(wait);
                wait.Done.SetResult();
            }
        }
    }

    private async Task WhenAsync(string what, Func<IReadOnlyList<SinkEvent>, bool> condition)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (condition(_events))
            {
                return;
            }

            _waits.Add((condition, done));
        }

        try
        {
            await done.Task.WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            lock (_gate)
            {
                Assert.Fail($"{name} waited for {what}; it got: {string.Join(" | ", _events.TakeLast(20))}");
            }
        }
    }
}
