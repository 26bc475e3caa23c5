using Hotlink.Grains.Abstractions.Connections;

namespace Hotlink.Gateway.Tests.Connections;

/// <summary>Random steps on the queue and on a simple model; after each, both agree. A failure names the seed.</summary>
public sealed class OutboundQueueModelTests
{
    private const int SessionUnits = 3;
    private const int ConnectionUnits = 7;
    private static readonly string[] Sessions = ["a", "b", "c", "d"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void RandomSteps_AgreeWithTheModel(int seed)
    {
        var random = new Random(seed);
        for (var run = 0; run < 400; run++)
        {
            var subject = new Subject();
            for (var step = 0; step < 60; step++)
            {
                subject.Step(random);
                subject.Check();
            }

            subject.Finish();
        }
    }

    private sealed class Subject
    {
        private readonly QueueBench _bench = new(SessionUnits, ConnectionUnits);
        private readonly Queue<string> _control = new();
        private readonly Dictionary<string, Queue<string>> _sessions = Sessions.ToDictionary(id => id, _ => new Queue<string>());
        private readonly Dictionary<(string Waiting, string Served), int> _passedOver = [];
        private readonly List<(string Session, Task<DeliveryResult> Task)> _waiting = [];
        private string? _last;
        private bool _closed;
        private bool _writing;
        private int _names;

        private int Total => _sessions.Values.Sum(frames => frames.Count);

        public void Step(Random random)
        {
            var session = Sessions[random.Next(Sessions.Length)];
            switch (random.Next(100))
            {
                case < 35:
                    Enqueue(session, random.Next(1, 4));
                    break;
                case < 45:
                    Control(random.Next(2) == 0 ? session : null);
                    break;
                case < 92:
                    Take(random.Next(3) == 0 ? 1000 : 1);
                    break;
                case < 98:
                    Discard(session);
                    break;
                case 98:
                    Close();
                    break;
                default:
                    Abort();
                    break;
            }
        }

        public void Check()
        {
            Assert.Equal(Total + _control.Count + (_last is null ? 0 : 1), _bench.Pool.Outstanding);
            Assert.Equal(_sessions.Where(pair => pair.Value.Count > 0).Select(pair => pair.Key).Order(), _bench.Queue.WaitingSessions().Order());
            foreach (var (session, task) in _waiting)
            {
                if (HasRoom(session))
                {
                    Assert.True(task.IsCompleted, $"There is room for {session}, and it still waits.");
                }
                else if (_sessions[session].Count > 0)
                {
                    Assert.False(task.IsCompleted, $"There is no room for {session}, and it doesn't wait.");
                }
            }

            _waiting.RemoveAll(wait => wait.Task.IsCompletedSuccessfully && wait.Task.Result == DeliveryResult.Taken);
        }

        public void Finish()
        {
            Close();
            while (_writing)
            {
                Take(1000);
            }

            Check();
            Assert.Empty(_waiting);
            Assert.Equal(0, _bench.Pool.Outstanding);
            Assert.True(_bench.Queue.IsDrained);
        }

        private bool HasRoom(string session) => _sessions[session].Count <= SessionUnits && Total <= ConnectionUnits;

        private void Started()
        {
            Assert.Equal(!_writing, _bench.Started);
            _writing = true;
        }

        private void Enqueue(string session, int count)
        {
            string[] names = [.. Enumerable.Range(0, count).Select(_ => $"{session}{_names++}")];
            var taken = _bench.Enqueue(session, names).AsTask();
            if (_closed)
            {
                Assert.Equal(DeliveryResult.Leaving, Result(taken));
                return;
            }

            Array.ForEach(names, _sessions[session].Enqueue);
            Started();
            Assert.Equal(HasRoom(session), taken.IsCompleted);
            _waiting.Add((session, taken));
        }

        private void Control(string? behind)
        {
            var name = $"control{_names++}";
            Assert.Equal(!_closed && _control.Count < ConnectionUnits, _bench.Control(name, behind));
            if (_closed || _control.Count >= ConnectionUnits)
            {
                return;
            }

            (behind is not null && _sessions[behind].Count > 0 ? _sessions[behind] : _control).Enqueue(name);
            Started();
        }

        private void Take(int maxBytes)
        {
            if (!_writing)
            {
                return;
            }

            var names = _bench.Take(maxBytes);
            _writing = names.Count > 0;
            Assert.Equal(_writing, Total + _control.Count > 0 || _last is not null);
            names.ForEach(Taken);
        }

        private void Taken(string name)
        {
            if (_control.TryDequeue(out var control))
            {
                Assert.Equal(control, name);
            }
            else if (Total > 0)
            {
                // In the session's own order, and no session with frames is passed over twice by another.
                var session = _sessions.Single(pair => pair.Value.TryPeek(out var next) && next == name).Key;
                _sessions[session].Dequeue();
                foreach (var (other, frames) in _sessions.Where(pair => pair.Key != session))
                {
                    var times = frames.Count > 0 ? _passedOver.GetValueOrDefault((other, session)) + 1 : 0;
                    _passedOver[(other, session)] = times;
                    _passedOver[(session, other)] = 0;
                    Assert.InRange(times, 0, 1);
                }
            }
            else
            {
                Assert.Equal(_last, name);
                _last = null;
            }
        }

        private void Discard(string session)
        {
            _bench.Queue.Discard(session, DeliveryResult.TooSlow);
            _sessions[session].Clear();
            Array.ForEach(Sessions, other => _passedOver[(session, other)] = 0);
            foreach (var wait in _waiting.Where(wait => wait.Session == session))
            {
                Assert.Equal(DeliveryResult.TooSlow, Result(wait.Task));
            }

            _waiting.RemoveAll(wait => wait.Session == session);
        }

        private void Close()
        {
            Assert.Equal(!_closed, _bench.Close("last"));
            if (!_closed)
            {
                (_closed, _last) = (true, "last");
                Started();
            }
        }

        private void Abort()
        {
            _bench.Queue.Abort();
            (_closed, _last) = (true, null);
            _control.Clear();
            foreach (var frames in _sessions.Values)
            {
                frames.Clear();
            }

            Assert.All(_waiting, wait => Assert.Equal(DeliveryResult.Leaving, Result(wait.Task)));
            _waiting.Clear();
        }

        private static DeliveryResult Result(Task<DeliveryResult> task)
        {
            Assert.True(task.IsCompletedSuccessfully);
            return task.Result;
        }
    }
}
