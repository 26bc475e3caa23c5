using Hotlink.Protocol.Messages;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Waiting;

namespace Hotlink.Testing.Streams;

/// <summary>
/// Checks the data of many sessions as it comes in and keeps none of it: each session's frames in order from 1, none missing, none twice,
/// each with the content that <see cref="StreamPattern"/> gives it.
/// </summary>
public sealed class StreamRecorder
{
    private readonly Dictionary<string, ulong> _last = [];
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FakePeer _reader;
    private long _missing;

    /// <summary>Takes all data that comes to a reader from here on.</summary>
    public StreamRecorder(FakePeer reader, long frames)
    {
        (_reader, _missing) = (reader, frames);
        reader.Intercept = received => received.Message.Body is HotlinkData data && Take(data);
    }

    /// <summary>How many bytes of payload have come.</summary>
    public long Bytes { get; private set; }

    /// <summary>Completes when as many frames have come as were announced; fails on the first that is not the next one.</summary>
    public Task CompleteAsync() => _complete.Task.SoonAsync(() => $"{_missing} frames missing; {_reader.Lately}", "all frames");

    private bool Take(HotlinkData data)
    {
        var last = _last.GetValueOrDefault(data.SessionId);
        if (data.Seq != last + 1)
        {
            _complete.TrySetException(new InvalidDataException($"{data.SessionId}: #{data.Seq} came after #{last}."));
        }
        else if (!StreamPattern.IsAt(data.Payload.Span, data.Seq))
        {
            _complete.TrySetException(new InvalidDataException($"{data.SessionId}: #{data.Seq} has another frame's content."));
        }

        _last[data.SessionId] = data.Seq;
        Bytes += data.Payload.Length;
        if (--_missing == 0)
        {
            _complete.TrySetResult();
        }

        return true;
    }
}
