using Hotlink.Client.Connection;
using Hotlink.Client.Streams;

namespace Hotlink.Client.Tests.Streams;

/// <summary>
/// A sender, a receiver and a relay that loses, repeats, reorders and cuts as a script of random numbers says. Time is a number.
/// The model of the stream is a function: the byte at an offset.
/// </summary>
internal sealed class StreamWorld
{
    private readonly Random _random;
    private readonly List<WorldPacket> _toReceiver = [];
    private readonly List<WorldPacket> _toSender = [];
    private readonly HotlinkFraming _framing;
    private readonly bool _tellsOfCuts;
    private int _session;
    private SessionKind _kind;
    private bool _open;
    private bool _receiverKnows;
    private long _written;
    private long _read;

    public StreamWorld(int seed, WorldFaults faults, HotlinkFraming framing = HotlinkFraming.Bytes, bool tellsOfCuts = true, int windowBytes = 64 * 1024)
    {
        (_random, Faults, _framing, _tellsOfCuts) = (new Random(seed), faults, framing, tellsOfCuts);
        Limits = new StreamLimits
        {
            WindowBytes = windowBytes,
            ChunkBytes = 4096,
            GreetingTimeout = TimeSpan.FromMinutes(2),
            AcceptTimeout = TimeSpan.FromHours(1),
            ResumeWindow = TimeSpan.FromDays(1),
            UngreetedWait = TimeSpan.FromDays(1),
        };
        Sender = new SendStream(
            Limits, framing, greets: true, hasRecipient: true, new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8)), _random.NextDouble, Now);
    }

    public StreamLimits Limits { get; }

    public WorldFaults Faults { get; set; }

    public SendStream Sender { get; }

    public ReceiveStream? Receiver { get; private set; }

    public TimeSpan Now { get; private set; }

    public long Written => _written;

    public long Read => _read;

    public int Sessions => _session;

    /// <summary>What the stream has at an offset.</summary>
    public static byte At(long offset) => (byte)((offset * 2654435761) >> 13);

    /// <summary>One random step.</summary>
    public void Step(long total)
    {
        switch (_random.Next(6))
        {
            case 0 when _written < total:
                Write(Math.Min(total - _written, _random.Next(1, 9000)));
                break;
            case 1:
                ReadSome(_random.Next(1, 20_000));
                break;
            case 2:
                Deliver(_toReceiver, FromSender);
                break;
            case 3:
                Deliver(_toSender, ToSender);
                break;
            case 4 when _random.NextDouble() < Faults.Cut && _open && (_tellsOfCuts || Sender.Mode != HotlinkMode.Greeting):
                Cut(); // A relay that says nothing makes a plain peer of one that vanishes during the greeting: no model can save that.
                break;
            case 5 when _toReceiver.Count + _toSender.Count == 0 || _random.Next(20) == 0:
                Wait();
                break;
        }

        Settle();
    }

    /// <summary>Steps until both ends are done, or the number of steps is used up.</summary>
    public bool Finish(long total, int steps)
    {
        for (; steps > 0; steps--)
        {
            if (_written == total && !Sender.IsCompleted)
            {
                Sender.Complete(Now);
            }

            if (Sender.Phase == SendPhase.Ended && Receiver is { IsAtEnd: true })
            {
                return true;
            }

            Step(total);
        }

        return false;
    }

    /// <summary>The sender's application gives the stream up; steps until the receiver knows, or the number of steps is used up.</summary>
    public bool GiveUp(string text, int steps)
    {
        Sender.Abort(new(HotlinkReason.Aborted, text), Now);
        for (; steps > 0 && !(Sender.IsOver && Receiver!.Phase == ReceivePhase.Ended); steps--)
        {
            Step(_written);
        }

        return steps > 0;
    }

    public string Describe() =>
        $"sender {Sender.Phase} {Sender.End} next {Sender.Taken} acked {Sender.Acknowledged}; receiver {Receiver?.Phase} {Receiver?.End} "
        + $"received {Receiver?.Received}; written {_written} read {_read}; session {_session} at {Now}";

    /// <summary>Ends the session. Relays tell both ends, or nobody.</summary>
    public void Cut()
    {
        _open = false;
        if (_tellsOfCuts)
        {
            _toReceiver.Clear();
            _toSender.Clear();
            Sender.SessionEnded(new(HotlinkReason.ReceiverDisconnected), false, Now);
            Receiver?.SessionEnded(new(HotlinkReason.SenderDisconnected), Now);
            _receiverKnows = false;
        }
    }

    private void Write(long count)
    {
        if (_framing == HotlinkFraming.Bytes)
        {
            var bytes = new byte[count];
            Fill(bytes, _written);
            _written += Sender.Write(bytes, Now);
            return;
        }

        var payload = new byte[Math.Min(count, 1 + _random.Next(3000))];
        Fill(payload, _written);
        if (Sender.TryWrite("f"u8, BitConverter.GetBytes(_written), payload, Now))
        {
            _written += payload.Length;
        }
    }

    private void ReadSome(int count)
    {
        if (Receiver is null)
        {
            return;
        }

        if (_framing == HotlinkFraming.Messages && _random.Next(2) == 0)
        {
            if (Receiver.ReadMessage(Now) is { } message)
            {
                Check(message.Payload.Span);
            }

            return;
        }

        var target = new byte[count];
        var got = Receiver.Read(target, Now);
        Check(target.AsSpan(0, got));
    }

    private void Check(ReadOnlySpan<byte> got)
    {
        foreach (var value in got)
        {
            Assert.True(value == At(_read), $"wrong byte at {_read}");
            _read++;
        }

        Assert.True(_read <= _written);
    }

    private void Deliver(List<WorldPacket> queue, Action<WorldPacket> take)
    {
        if (queue.Count == 0)
        {
            return;
        }

        var at = Faults.Reorder > _random.NextDouble() ? _random.Next(Math.Min(queue.Count, 30)) : 0;
        var packet = queue[at];
        if (Faults.Repeat <= _random.NextDouble())
        {
            queue.RemoveAt(at);
        }

        if (Faults.Lose <= _random.NextDouble() && packet.Session == _session && _open)
        {
            take(packet);
        }
    }

    private void FromSender(WorldPacket packet)
    {
        if (packet.Signal is { Kind: StreamSignalKind.Hello } hello)
        {
            var answer = Receiver!.OnHello(hello, _receiverKnows, Now);
            Assert.True(answer is HelloAnswer.Welcomed or HelloAnswer.Ignored || Receiver.HasFailed, $"{answer} {Describe()}");
            _receiverKnows = true;
            if (answer == HelloAnswer.Refused)
            {
                _toSender.Add(new(_session, _kind) { Signal = Receiver.ResetSignal with { Generation = hello.Generation } });
                _toSender.Add(new(_session, _kind) { Close = ReasonWords.Aborted });
            }
        }
        else if (_receiverKnows && packet.Signal is { } signal)
        {
            Assert.True(Receiver!.OnSignal(signal, Now) || Receiver.Generation == 0, Describe());
        }
        else if (_receiverKnows && packet.Close is { } close)
        {
            Receiver!.SessionEnded(ReasonWords.Parse(close), Now);
        }
        else if (_receiverKnows && packet.Signal is null)
        {
            Receiver!.OnData(packet.Seq, packet.Path, packet.Tag, packet.Payload, Now);
        }

        Assert.True(Receiver!.Readable <= Limits.WindowBytes, "the receiver holds more than its window");
    }

    private void ToSender(WorldPacket packet)
    {
        if (packet.Close is { } close)
        {
            _open = false;
            Sender.SessionEnded(ReasonWords.Parse(close), false, Now);
        }
        else if (packet.Signal is { } signal)
        {
            // Through the text and back, as on the wire.
            Assert.True(StreamSignalText.TryParse(
                StreamSignalText.NameOf(signal.Kind), StreamSignalText.Format(signal), signal.Text, out var parsed));
            Assert.True(Sender.OnSignal(parsed, Now) || Sender.Mode == HotlinkMode.Greeting, Describe());
        }
    }

    private void Wait()
    {
        var next = Earliest.Of(Sender.Deadline, Sender.AttemptAt, Receiver?.Deadline);
        Now = next is { } due && due > Now ? due : Now + TimeSpan.FromMilliseconds(1);
        Sender.Advance(Now);
        Receiver?.Advance(Now);
    }

    private void Settle()
    {
        CarryOut(Sender.Effects, _toReceiver);
        if (Sender.WantsSession(Now))
        {
            OpenSession();
        }

        while (Sender.TryTakeSignal(Now, out var signal))
        {
            _toReceiver.Add(new(_session, _kind) { Signal = signal });
        }

        for (var budget = _random.Next(4); budget > 0 && Sender.TryTakeFrame(Now, out var frame); budget--)
        {
            _toReceiver.Add(Pack(frame));
            Sender.Written(Now);
        }

        if (Receiver is not null)
        {
            CarryOut(Receiver.Effects, _toSender);
            while (Receiver.TryTakeSignal(Now, out var signal))
            {
                _toSender.Add(new(_session, _kind) { Signal = signal });
            }
        }

        Assert.True(Sender.Taken - Sender.Acknowledged <= Limits.WindowBytes, "the sender keeps more than its window");
    }

    private void OpenSession()
    {
        _kind = Sender.Begin(Now);
        _session++;
        _open = _random.NextDouble() >= Faults.Refuse;
        _receiverKnows = false;
        if (!_open)
        {
            Sender.SessionEnded(new(HotlinkReason.NoReceiver), true, Now);
            return;
        }

        _receiverKnows = Receiver is null;
        Receiver ??= new ReceiveStream(Limits, _kind, _framing, Now);
        Sender.Accepted(Now);
    }

    private WorldPacket Pack(in OutFrame frame)
    {
        var bytes = new byte[frame.Cost];
        Sender.CopyTo(frame.Offset, bytes);
        if (_framing == HotlinkFraming.Bytes)
        {
            return new(_session, _kind) { Seq = frame.Seq, Payload = bytes };
        }

        var record = MessageRecord.Read(bytes);
        var text = bytes.AsSpan(MessageRecord.HeadBytes);
        return new(_session, _kind)
        {
            Seq = frame.Seq,
            Path = text[..record.PathLength].ToArray(),
            Tag = text.Slice(record.PathLength, record.TagLength).ToArray(),
            Payload = text[(record.PathLength + record.TagLength)..].ToArray(),
        };
    }

    private void CarryOut(List<StreamEffect> effects, List<WorldPacket> queue)
    {
        foreach (var effect in effects)
        {
            if (effect.Close is null)
            {
                queue.Add(new(_session, _kind) { Signal = effect.Signal });
            }
            else
            {
                queue.Add(new(_session, _kind) { Close = effect.Close });
            }
        }

        effects.Clear();
    }

    private static void Fill(Span<byte> bytes, long offset)
    {
        for (var index = 0; index < bytes.Length; index++)
        {
            bytes[index] = At(offset + index);
        }
    }
}
