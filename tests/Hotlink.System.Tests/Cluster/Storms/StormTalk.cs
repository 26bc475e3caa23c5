using System.Runtime.CompilerServices;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.Testing.Streams;
using Hotlink.Testing.Waiting;

namespace Hotlink.System.Tests.Cluster.Storms;

/// <summary>
/// One session of a storm, played from both ends: frames one way, signals the other, and an end that one of them makes, at once or after a
/// while. Whoever is still there has to hear an end that fits what happened, in time, behind everything where that was promised.
/// </summary>
internal sealed class StormTalk(string path, bool isRevocable, StormGuest sender, StormGuest reader, StormWeather weather, Random random)
{
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(2);
    private const int RestCount = 5;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private readonly string _id = SessionSteps.NewId();
    private readonly int _frames = random.Next(40);
    private readonly int _signals = random.Next(15);
    private readonly int _size = random.Next(2) == 0 ? random.Next(200) : random.Next(15_000);
    private readonly bool _endsByReader = random.Next(2) == 0;
    private readonly bool _rejects = random.Next(4) == 0;
    private readonly TimeSpan _rest = random.Next(2) == 0 ? LongestRest * random.NextDouble() : TimeSpan.Zero;
    private readonly FairStopwatch _age = FairStopwatch.Start();
    private readonly int _revocations = weather.Revocations;
    private bool _isLive;
    private bool _isEnded;
    private Task _limit = Task.CompletedTask;

    private StormHearing AtSender => sender.Of(_id);

    private StormHearing AtReader => reader.Of(_id);

    private string Reason => $"reason {_id}";

    /// <summary>Plays it.</summary>
    /// <returns>The words that an end heard which the other one had not said; empty where all went well.</returns>
    /// <exception cref="InvalidDataException">An end heard something that it shouldn't have, or nothing.</exception>
    public async Task<string> RunAsync()
    {
        using var over = new CancellationTokenSource();
        _limit = LimitAsync(over.Token);
        try
        {
            await PlayAsync();
        }
        catch (Exception failure) when (sender.IsGone || reader.IsGone || failure is StormOverException)
        {
            // The other one is to hear of it.
        }

        var since = FairStopwatch.Start();
        var isOver = AtSender.Ended.IsCompleted || AtReader.Ended.IsCompleted;
        var atSender = await HearAsync(sender, AtSender, MustSenderHear(isOver), since);
        var atReader = await HearAsync(reader, AtReader, MustReaderHear(isOver), since);
        Check(sender, atSender, reader.IsGone ? "receiver disconnected" : null, _endsByReader, AtSender.Signals == _signals);
        Check(reader, atReader, sender.IsGone ? "sender disconnected" : null, !_endsByReader, (int)AtReader.Frames == _frames);
        if (!_isLive && !sender.IsGone)
        {
            Forget(sender.Peer.SendAsync(new HotlinkClose(_id, "nobody came")));
        }

        await over.CancelAsync();
        return new[] { atSender, atReader }.FirstOrDefault(words => words is not null && !words.EndsWith(Reason, StringComparison.Ordinal)) ?? "";
    }

    private bool MustSenderHear(bool isOver) => _isLive && !(_isEnded && !_endsByReader) || (isOver && !_isEnded && !IsDenied(AtReader));

    private bool MustReaderHear(bool isOver) => AtReader.Opened.IsCompleted && !(_isEnded && _endsByReader) && (isOver || sender.IsGone || _isEnded || _isLive);

    // An accept that comes between two changes of the rules is refused by itself.
    private static bool IsDenied(StormHearing hearing) => hearing.Ended is { IsCompleted: true, Result: $"reject: {Reasons.PermissionDenied}" };

    private async Task PlayAsync()
    {
        await sender.Peer.SendAsync(new HotlinkOpen(_id, path, To: reader.Peer.User));
        await UntilAsync(AtReader.Opened);
        await UntilAsync(reader.Peer.SendAsync(new HotlinkAccept(_id)));
        await UntilAsync(AtSender.Accepted);
        _isLive = true;
        await Task.WhenAll(SendAsync(sender, Data()), SendAsync(reader, Signals()));
        _isEnded = true;
        await UntilAsync(_endsByReader
            ? reader.Peer.SendAsync(_rejects ? new HotlinkReject(_id, Reason) : new HotlinkClose(_id, Reason))
            : sender.Peer.SendAsync(new HotlinkClose(_id, Reason)));
    }

    private IEnumerable<Message> Data() =>
        Enumerable.Range(1, _frames).Select(seq => new HotlinkData(_id, (ulong)seq, "", "", StreamPattern.At((ulong)seq, _size)));

    private IEnumerable<Message> Signals() => Enumerable.Range(1, _signals).Select(number => new HotlinkSignal(_id, StormHearing.SignalKind(number), []));

    private async Task SendAsync(StormGuest from, IEnumerable<Message> messages)
    {
        foreach (var some in messages.Chunk(7))
        {
            await UntilAsync(from.Peer.SendTogetherAsync(some));
            await UntilAsync(Task.Delay(_rest / RestCount, TimeProvider.System));
        }
    }

    // The words that it heard; null where it is gone, or need not hear anything and has not.
    private async Task<string?> HearAsync(StormGuest guest, StormHearing hearing, bool must, FairStopwatch since)
    {
        if (must && !guest.IsGone)
        {
            await Task.WhenAny(hearing.Ended, guest.WhenGone, _limit);
        }

        if (guest.IsGone || !(must || hearing.Ended.IsCompleted))
        {
            return null;
        }

        return hearing.Ended.IsCompleted && since.Elapsed <= weather.Notice
            ? await hearing.Ended
            : throw Wrong(guest, $"{(hearing.Ended.IsCompleted ? hearing.Ended.Result : "nothing")} within {since.Elapsed}");
    }

    private async Task LimitAsync(CancellationToken over)
    {
        while (_age.Elapsed < weather.Notice * 3 && !over.IsCancellationRequested)
        {
            await Task.Delay(Look, TimeProvider.System, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Check(StormGuest guest, string? words, string? gone, bool isTold, bool isWhole)
    {
        var fits = words is null
            || isTold && _isEnded && isWhole && (words == $"close: {Reason}" || (_rejects && words == $"reject: {Reason}"))
            || gone is not null && words == $"close: {gone}"
            || words == $"close: {Reasons.RelayNodeLost}" && weather.LosesSessionOf(_age.Elapsed)
            || isRevocable && words is $"close: {Reasons.PermissionRevoked}" or $"reject: {Reasons.PermissionDenied}";
        if (!fits)
        {
            throw Wrong(guest, words!);
        }
    }

    private InvalidDataException Wrong(StormGuest guest, string heard) => new(
        $"{_id}, live {_isLive}, ended {_isEnded} by {(_endsByReader ? "reader" : "sender")}: the {(guest == sender ? "sender" : "reader")} heard {heard} " +
        $"behind {guest.Of(_id).Frames}/{_frames} frames and {guest.Of(_id).Signals}/{_signals} signals; " +
        $"sender {(sender.IsGone ? "gone" : "there")}, reader {(reader.IsGone ? "gone" : "there")}, age {_age.Elapsed}, " +
        $"revocations {weather.Revocations - _revocations}, {weather}.");

    private async Task UntilAsync(Task step, [CallerArgumentExpression(nameof(step))] string waitsFor = "")
    {
        var over = Task.WhenAny(sender.WhenGone, reader.WhenGone, AtSender.Ended, AtReader.Ended);
        var first = await Task.WhenAny(step, over, _limit);
        if (first != step)
        {
            Forget(step);
            throw first == over ? new StormOverException() : Wrong(sender, $"nothing, and still waits for {waitsFor}");
        }

        await step;
    }

    // It ends with its connection, and says nothing more that counts.
    private static void Forget(Task task) => task.ContinueWith(static over => over.Exception, TaskScheduler.Default);
}
