using Hotlink.Daemon.Fallback;
using Hotlink.Daemon.Framing;

namespace Hotlink.Daemon.Tests.Fallback;

/// <summary>
/// A sender with real <see cref="PendingMessages"/> and a receiver with a real <see cref="RunLedger"/>; between them links that break and
/// files that get lost, come again, or come late. The application must see 0, 1, 2, … and nothing else.
/// </summary>
internal sealed class RunWorld(Random random)
{
    private const int Total = 40;
    private readonly PendingMessages _pending = new(1_000_000);
    private readonly RunLedger _ledger = new();
    private readonly List<int> _application = [];
    private readonly Queue<(string Run, long Number, int Value)> _inFlight = new();
    private readonly List<(string Run, long First, long Number, int Value)> _files = [];
    private string? _link;
    private int _next;
    private int _runs;

    public void Play()
    {
        while (_application.Count < Total)
        {
            Step();
            Assert.Equal(Enumerable.Range(0, _application.Count), _application);
        }
    }

    private void Step()
    {
        switch (random.Next(6))
        {
            case 0 when _next < Total:
                _pending.Add(new($"a@x.io/{_next}.request", BitConverter.GetBytes(_next++)));
                break;
            case 1 when _link is null:
                OpenLink();
                break;
            case 2 when _link is not null:
                Send();
                break;
            case 3 when _link is not null && random.Next(4) == 0:
                BreakLink();
                break;
            case 4 when _link is null && _pending.NextToFile is not null:
                File();
                break;
            default:
                Arrive();
                break;
        }
    }

    private void OpenLink()
    {
        if (_pending.HasRun)
        {
            Drain();
            _pending.ConfirmThrough(_ledger.Confirm(_pending.Run, _pending.First)!.Value);
        }

        _link = $"a@x.io/run{_runs++}";
        _pending.BeginRun(_link);
        _ledger.BeginLink(_link);
    }

    private void Send()
    {
        if (_pending.NextToSend is { } message)
        {
            _inFlight.Enqueue((_link!, message.Number, ValueOf(message.Frame)));
            _pending.Sent();
        }
    }

    // What has arrived is acknowledged or not; what hasn't is lost.
    private void BreakLink()
    {
        var keep = random.Next(_inFlight.Count + 1);
        var arrived = _inFlight.Take(keep).ToArray();
        _inFlight.Clear();
        foreach (var message in arrived)
        {
            _inFlight.Enqueue(message);
        }

        if (random.Next(2) == 0 && arrived.Length > 0)
        {
            _pending.ConfirmThrough(arrived[random.Next(arrived.Length)].Number);
        }

        _link = null;
    }

    private void File()
    {
        _pending.BeginFiles($"a@x.io/run{_runs++}");
        var message = _pending.NextToFile!;
        for (var copies = random.Next(3); copies > 0; copies--)
        {
            _files.Add((_pending.Run, _pending.FirstFiled, message.Number, ValueOf(message.Frame)));
        }

        _pending.Filed();
    }

    private void Arrive()
    {
        if (_inFlight.Count > 0 && random.Next(2) == 0)
        {
            TakeLink();
        }
        else if (_files.Count > 0)
        {
            var index = random.Next(Math.Min(2, _files.Count));
            var (run, first, number, value) = _files[index];
            var verdict = _ledger.TakeFile(run, first, number);
            if (verdict == FileVerdict.Deliver)
            {
                _application.Add(value);
            }

            if (verdict != FileVerdict.Wait)
            {
                _files.RemoveAt(index);
            }
        }
    }

    private void Drain()
    {
        while (_inFlight.Count > 0)
        {
            TakeLink();
        }

        _ledger.EndLink(_pending.Run);
    }

    private void TakeLink()
    {
        var (run, number, value) = _inFlight.Dequeue();
        if (_ledger.TakeLink(run, number))
        {
            _application.Add(value);
        }
    }

    private static int ValueOf(HlnkFrame frame) => BitConverter.ToInt32(frame.Payload.Span);
}
