using Hotlink.Protocol.Messages;
using Hotlink.Testing.Streams;

namespace Hotlink.System.Tests.Cluster.Storms;

/// <summary>What one connection heard of one session: that a frame or a signal was not the next one is an end too. Thread-safe.</summary>
internal sealed class StormHearing
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _accepted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _signals;

    /// <summary>The kind of the signal with a number.</summary>
    public static string SignalKind(int number) => $"storm.{number}";

    /// <summary>Completes when the session is announced.</summary>
    public Task Opened => _opened.Task;

    /// <summary>Completes when the session is accepted.</summary>
    public Task Accepted => _accepted.Task;

    /// <summary>What it heard first of the end.</summary>
    public Task<string> Ended => _ended.Task;

    /// <summary>How many frames had come by then.</summary>
    public ulong Frames { get; private set; }

    /// <summary>How many signals had come by then.</summary>
    public int Signals => _signals;

    /// <summary>What came behind the end, in words; nothing should.</summary>
    public string Late { get; private set; } = "";

    /// <summary>Takes note of a message of the session.</summary>
    /// <returns>Whether it is one.</returns>
    public bool Take(Message message) => message switch
    {
        HotlinkOpen => _opened.TrySetResult() || true,
        HotlinkAccept => _accepted.TrySetResult() || true,
        HotlinkData data => Take(data),
        HotlinkSignal signal => Take(signal),
        HotlinkClose close => End($"close: {close.Reason}"),
        HotlinkReject reject => End($"reject: {reject.Reason}"),
        _ => false,
    };

    private bool Take(HotlinkData data)
    {
        if (_ended.Task.IsCompleted)
        {
            Late = $"#{data.Seq} behind #{Frames} and {_ended.Task.Result}";
        }
        else if (data.Seq != Frames + 1 || !StreamPattern.IsAt(data.Payload.Span, data.Seq))
        {
            End($"broken: #{data.Seq} behind #{Frames}");
        }
        else
        {
            Frames = data.Seq;
        }

        return true;
    }

    private bool Take(HotlinkSignal signal)
    {
        if (_ended.Task.IsCompleted && signal.Error.Length > 0)
        {
            return true; // The relay's answer to a signal of its own, that crossed with the end.
        }

        if (_ended.Task.IsCompleted)
        {
            Late = $"{signal.Kind} {signal.Error} behind {_signals} and {_ended.Task.Result}";
        }
        else if (signal.Kind != SignalKind(_signals + 1))
        {
            End($"broken: signal {signal.Kind} {signal.Error} behind {_signals}");
        }
        else
        {
            _signals++;
        }

        return true;
    }

    private bool End(string words) => _ended.TrySetResult(words) || true;
}
