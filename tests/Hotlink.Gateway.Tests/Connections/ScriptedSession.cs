using Hotlink.Domain.Sessions;
using Hotlink.Grains.Abstractions.Sessions;

namespace Hotlink.Gateway.Tests.Connections;

/// <summary>A session grain that notes every call and answers as it is told.</summary>
internal sealed class ScriptedSession : ISessionGrain
{
    private readonly Lock _gate = new();
    private readonly List<string> _calls = [];

    /// <summary>The calls, in order.</summary>
    public string[] Calls
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>What a call to relay does with its frames, which it owns.</summary>
    public Func<SessionFrames, ValueTask<ReasonCode>> OnRelay { get; set; } = static frames =>
    {
        frames.Batch.Dispose();
        return new(ReasonCode.None);
    };

    public Func<OpenRequest, ValueTask<OpenAnswer>> OnOpen { get; set; } = static _ => new(new OpenAnswer(ReasonCode.None));

    public Func<ReasonCode> OnAccept { get; set; } = static () => ReasonCode.None;

    public Func<ReasonCode> OnOnline { get; set; } = static () => ReasonCode.None;

    public Func<ReasonCode> OnGone { get; set; } = static () => ReasonCode.None;

    public ReasonCode NodeLostAnswer { get; set; }

    /// <summary>Lets every relay wait until it is completed.</summary>
    public TaskCompletionSource<ReasonCode> HoldRelays()
    {
        var held = new TaskCompletionSource<ReasonCode>(TaskCreationOptions.RunContinuationsAsynchronously);
        OnRelay = async frames =>
        {
            var answer = await held.Task;
            frames.Batch.Dispose();
            return answer;
        };
        return held;
    }

    public ValueTask<OpenAnswer> OpenAsync(OpenRequest request)
    {
        Note($"Open {request.SessionId} {request.Path} to '{request.Recipient}'");
        return OnOpen(request);
    }

    public ValueTask<ReasonCode> AcceptAsync(SessionMessage message) => Answer($"Accept {message.SessionId}", OnAccept);

    public ValueTask<ReasonCode> RejectAsync(SessionMessage message) => Answer($"Reject {message.SessionId} {message.Reason}");

    public ValueTask<ReasonCode> CloseAsync(SessionMessage message) => Answer($"Close {message.SessionId} {message.Reason}");

    public ValueTask<ReasonCode> RelayAsync(SessionFrames frames)
    {
        var kind = frames.AreSignals ? "Signals" : "Data";
        var payloads = new List<string>();
        foreach (var frame in frames.Batch.Frames)
        {
            payloads.Add(Wire.PayloadOf(frame));
        }

        Note($"{kind} {frames.SessionId} {string.Join(',', payloads)}");
        return OnRelay(frames);
    }

    public ValueTask<ReasonCode> PeerGoneAsync(SessionPeer peer) => Answer($"Gone {peer.SessionId} {peer.Reason}", OnGone);

    public ValueTask<ReasonCode> ReaderOnlineAsync(SessionPeer reader) => Answer($"Online {reader.SessionId}", OnOnline);

    public ValueTask<ReasonCode> AccessChangedAsync() => Answer("AccessChanged");

    public ValueTask<ReasonCode> NodeLostAsync(LostNode lost) => Answer($"NodeLost {lost.SessionId}", NodeLostAnswer);

    public ValueTask<ReasonCode> SupersedeAsync(string sessionId) => Answer($"Supersede {sessionId}");

    private ValueTask<ReasonCode> Answer(string call, Func<ReasonCode> answer)
    {
        Note(call);
        return new(answer());
    }

    private ValueTask<ReasonCode> Answer(string call, ReasonCode answer = ReasonCode.None)
    {
        Note(call);
        return new(answer);
    }

    private void Note(string call)
    {
        lock (_gate)
        {
            _calls.Add(call);
        }
    }
}
