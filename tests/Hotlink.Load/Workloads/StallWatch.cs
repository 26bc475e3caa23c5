using Hotlink.Load.Measuring;
using Hotlink.Load.Sessions;

namespace Hotlink.Load.Workloads;

/// <summary>Finds streams on which nothing arrived for a second though something should, and gets them going again. Used by one thread.</summary>
internal sealed class StallWatch
{
    private const long Patience = 1_000_000_000;

    private readonly IReadOnlyList<StreamSession> _streams;
    private readonly Func<StreamSession, bool> _isDue;
    private readonly Clock _clock;
    private readonly long[] _received;
    private readonly long[] _since;

    public StallWatch(IReadOnlyList<StreamSession> streams, Func<StreamSession, bool> isDue, Clock clock)
    {
        (_streams, _isDue, _clock) = (streams, isDue, clock);
        _received = [.. streams.Select(static stream => stream.Received)];
        _since = [.. streams.Select(_ => clock.Now)];
    }

    /// <summary>How often a stream had to be pushed.</summary>
    public long Stalls { get; private set; }

    /// <summary>Looks at all streams.</summary>
    public void Look()
    {
        for (var at = 0; at < _streams.Count; at++)
        {
            var received = _streams[at].Received;
            if (received != _received[at] || !_isDue(_streams[at]))
            {
                _received[at] = received;
                _since[at] = _clock.Now;
            }
            else if (_clock.NanosecondsSince(_since[at]) > Patience)
            {
                Stalls++;
                _since[at] = _clock.Now;
                _streams[at].Outflow.Unstick();
                _streams[at].Push();
            }
        }
    }
}
