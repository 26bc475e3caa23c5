using BenchmarkDotNet.Attributes;
using Hotlink.Benchmarks.Wire;
using Hotlink.Domain.Sessions;

namespace Hotlink.Benchmarks.Sessions;

/// <summary>Steps of the rules of a session: one for each batch of frames, and those of a whole short life.</summary>
[MemoryDiagnoser]
public class SessionStepBenchmarks
{
    private static readonly Peer Sender = new("alice@x.io", "a1");
    private static readonly Peer Reader = new("bob@x.io", "b1");
    private static readonly Peer[] Readers = [Reader];
    private readonly List<SessionEffect> _effects = new(8);
    private readonly SessionMachine _live;

    public SessionStepBenchmarks() => _live = Begin();

    [Benchmark(Baseline = true)]
    public int Relay() => (int)_live.Relay(Sender, 1024, default, _effects);

    [Benchmark]
    public int Signal() => (int)_live.Signal(Reader, 64, default, _effects);

    [Benchmark]
    public bool OpenAcceptClose()
    {
        var ended = Begin().Close(Sender, SessionReason.FromPeer(""), _effects);
        _effects.Clear();
        return ended;
    }

    private SessionMachine Begin()
    {
        var machine = new SessionMachine(Samples.SessionId, Samples.Path, Sender, Reader.User, SessionLimits.Default);
        machine.Open(Readers, default, _effects);
        machine.Accept(Reader, true, _effects);
        _effects.Clear();
        return machine;
    }
}
