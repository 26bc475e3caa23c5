using System.Collections.Concurrent;
using Hotlink.Protocol.Messages;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Waiting;

namespace Hotlink.Testing.Streams;

/// <summary>
/// Notes for each session how many data frames a peer has got of it, and what it heard first of its end: that a frame was not the next one, or
/// not as it was sent (<see cref="StreamPattern"/>), is an end too. Thread-safe.
/// </summary>
public sealed class LastWords
{
    private readonly ConcurrentDictionary<string, Session> _sessions = new();
    private readonly FakePeer _peer;

    /// <summary>Takes all data, signals, closes and rejects that come to a peer from here on.</summary>
    public LastWords(FakePeer peer)
    {
        _peer = peer;
        peer.Intercept = received => received.Message.Body switch
        {
            HotlinkData data => Of(data.SessionId).Add(data),
            HotlinkClose close => Of(close.SessionId).End($"close: {close.Reason}"),
            HotlinkReject reject => Of(reject.SessionId).End($"reject: {reject.Reason}"),
            var body => body is HotlinkSignal,
        };
    }

    /// <summary>Waits for a session's end, as the peer hears it first: after so many frames, in these words.</summary>
    public async Task<(int Frames, string Words)> OfAsync(string sessionId)
    {
        var ended = Of(sessionId).Ended;
        await ended.SoonAsync(() => _peer.Lately, $"the end of {sessionId}");
        return await ended;
    }

    /// <summary>
    /// One end sends frames or signals in many sessions, one after the other, while the other ends each of them with a reason of its own:
    /// checks that the one that is told hears that reason first, behind every frame where it is the reader.
    /// </summary>
    /// <exception cref="InvalidDataException">It heard something else, or too early.</exception>
    public static async Task CheckAsync(FakePeer sender, FakePeer reader, string path, bool byReader, int sessions)
    {
        const int Count = 20;
        var heard = new LastWords(byReader ? sender : reader);
        for (var round = 0; round < sessions; round++)
        {
            var id = await sender.LinkAsync(path, reader);
            var data = Enumerable.Range(1, Count).Select<int, Message>(seq => new HotlinkData(id, (ulong)seq, "", "", StreamPattern.At((ulong)seq, 4000)));
            var signals = Enumerable.Repeat<Message>(new HotlinkSignal(id, "hl1.test", []), Count);
            var close = new HotlinkClose(id, $"reason {round}");

            await Task.WhenAll(
                sender.SendTogetherAsync(byReader ? data : data.Append(close)),
                reader.SendTogetherAsync(byReader ? signals.Append(close) : signals));

            var (expected, actual) = ((byReader ? 0 : Count, $"close: reason {round}"), await heard.OfAsync(id));
            if (actual != expected)
            {
                throw new InvalidDataException($"{id}: expected {expected}, heard {actual}.");
            }
        }
    }

    private Session Of(string sessionId) => _sessions.GetOrAdd(sessionId, static _ => new());

    private sealed class Session
    {
        private readonly TaskCompletionSource<(int Frames, string Words)> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private ulong _frames;

        public Task<(int Frames, string Words)> Ended => _ended.Task;

        public bool Add(HotlinkData data)
        {
            if (data.Seq != _frames + 1 || !StreamPattern.IsAt(data.Payload.Span, data.Seq))
            {
                End($"broken: #{data.Seq} behind #{_frames}");
            }

            _frames = data.Seq;
            return true;
        }

        public bool End(string words)
        {
            _ended.TrySetResult(((int)_frames, words));
            return true;
        }
    }
}
