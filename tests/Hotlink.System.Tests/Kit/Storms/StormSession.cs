using Hotlink.Protocol.Messages;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Streams;

namespace Hotlink.System.Tests.Kit.Storms;

/// <summary>
/// One session of a storm, played from both ends: frames one way, signals the other, and an end that one of them makes while the other still
/// speaks. Whoever is not cut has to hear the reason, behind every frame where that was promised.
/// </summary>
internal sealed class StormSession(string path, StormPeer sender, StormPeer reader, Random random)
{
    private readonly string _id = SessionSteps.NewId();
    private readonly int _frames = random.Next(60);
    private readonly int _signals = random.Next(20);
    private readonly int _size = random.Next(2) == 0 ? random.Next(200) : random.Next(20_000);
    private readonly bool _endsByReader = random.Next(2) == 0;
    private bool _isAccepted;
    private bool _isLive;
    private string _step = "begins";

    private string Reason => $"reason {_id}";

    /// <summary>Where it stands.</summary>
    public override string ToString() =>
        $"{_id}: {sender.User}{(sender.IsCut ? " (cut)" : "")} to {reader.User}{(reader.IsCut ? " (cut)" : "")}, {_frames} × {_size} bytes, {_signals} signals, ended by the {(_endsByReader ? "reader" : "sender")}, {_step}";

    /// <summary>Plays it.</summary>
    /// <exception cref="InvalidDataException">An end heard something that it shouldn't have, or nothing.</exception>
    public async Task RunAsync()
    {
        try
        {
            await PlayAsync();
        }
        catch (Exception failure) when (failure is not InvalidDataException && (sender.IsCut || reader.IsCut))
        {
            // One of the two is gone; the other is to hear of it.
        }

        _step = "waits for what the sender hears";
        await CheckAsync(sender, reader, _isLive, endedIt: !_endsByReader, (0, $"close: {Reason}"), "close: receiver disconnected");
        _step = "waits for what the reader hears";
        await CheckAsync(reader, sender, _isAccepted, endedIt: _endsByReader, (_frames, $"close: {Reason}"), "close: sender disconnected");
        if (!sender.IsCut && !_isLive)
        {
            Forget(sender.Peer.SendAsync(new HotlinkClose(_id, "nobody came")));
        }
    }

    private async Task PlayAsync()
    {
        _step = "opens";
        await UntilCutAsync(sender.Peer.OpenAsync(path, reader.User, _id));
        _step = "is accepted";
        await UntilCutAsync(reader.Peer.AcceptAsync(_id));
        _isAccepted = true;
        _step = "hears of the accept";
        await UntilCutAsync(sender.Peer.NextAsync<HotlinkAccept>(accept => accept.SessionId == _id));
        _isLive = true;
        _step = "speaks";
        await Task.WhenAll(SendAsync(sender.Peer, Data(), !_endsByReader), SendAsync(reader.Peer, Signals(), _endsByReader));
    }

    private IEnumerable<Message> Data() =>
        Enumerable.Range(1, _frames).Select(seq => new HotlinkData(_id, (ulong)seq, "", "", StreamPattern.At((ulong)seq, _size)));

    private IEnumerable<Message> Signals() => Enumerable.Repeat(new HotlinkSignal(_id, "storm", []), _signals);

    private async Task SendAsync(FakePeer from, IEnumerable<Message> messages, bool ends)
    {
        var all = ends ? messages.Append(new HotlinkClose(_id, Reason)) : messages;
        foreach (var some in all.Chunk(7))
        {
            await UntilCutAsync(from.SendTogetherAsync(some));
        }
    }

    private async Task CheckAsync(StormPeer one, StormPeer other, bool hasPart, bool endedIt, (int Frames, string Words) expected, string gone)
    {
        if (!hasPart || endedIt && !other.IsCut || endedIt && _isLive)
        {
            return;
        }

        var hearing = one.Heard.OfAsync(_id);
        await Task.WhenAny(hearing, one.WhenCut);
        if (one.IsCut)
        {
            Forget(hearing);
            return;
        }

        var heard = await hearing;
        if (heard != expected && !(other.IsCut && heard.Words == gone))
        {
            throw new InvalidDataException($"{_id}: {one.User} expected {expected}, and heard {heard}; {other.User} was {(other.IsCut ? "cut" : "there")}.");
        }
    }

    private async Task UntilCutAsync(Task step)
    {
        if (await Task.WhenAny(step, sender.WhenCut, reader.WhenCut) != step)
        {
            Forget(step);
            throw new IOException("One of them was cut.");
        }

        await step;
    }

    // It ends with its connection, and says nothing more that counts.
    private static void Forget(Task task) => task.ContinueWith(static over => over.Exception, TaskScheduler.Default);
}
