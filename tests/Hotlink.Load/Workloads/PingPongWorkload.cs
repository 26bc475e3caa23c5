using Hotlink.Load.Measuring;
using Hotlink.Load.Sessions;

namespace Hotlink.Load.Workloads;

/// <summary>Pairs that ask and answer: as fast as they can, or so many times a second.</summary>
internal sealed class PingPongWorkload(StreamFactory factory, double? rate, Action<long> answered, Clock clock) : StreamWorkload(clock), IAsyncDisposable
{
    private readonly List<PingPong> _pairs = [];
    private readonly Dictionary<StreamSession, PingPong> _byQuestions = [];
    private Pacer? _pacer;

    /// <inheritdoc/>
    public override bool IsFinished => _pairs.TrueForAll(static pair => pair.IsFinished);

    /// <summary>How late questions were asked, where there is a pace.</summary>
    public LatencyHistogram? Lateness => _pacer?.Lateness;

    /// <summary>How many questions could not be asked in time because too many waited to be sent.</summary>
    public long Skipped => _pacer?.Skipped ?? 0;

    /// <summary>Adds streams in both directions.</summary>
    public void Add(Peer one, Peer other, int pair, int number)
    {
        var added = new PingPong(factory, new(one, [other], pair, number), new(other, [one], pair, number), rate is null, answered, Clock);
        _pairs.Add(added);
        _byQuestions[added.There] = added;
        Add(added.There);
        Add(added.Back);
    }

    /// <inheritdoc/>
    public override void Start()
    {
        base.Start();
        _pairs.ForEach(static pair => pair.Left = long.MaxValue);
        if (rate is { } perSecond)
        {
            _pacer = new Pacer(_pairs, perSecond, Clock);
        }
        else
        {
            _pairs.ForEach(pair => pair.Ask(Clock.Now));
        }
    }

    /// <inheritdoc/>
    public override void Measure(long? count)
    {
        if (count is { } messages)
        {
            _pairs.ForEach(pair => pair.Left = messages);
        }
    }

    /// <inheritdoc/>
    public override void Stop()
    {
        _pairs.ForEach(static pair => pair.Left = 0);
        _pacer?.Stop();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _pacer?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <inheritdoc/>
    protected override bool IsDue(StreamSession stream) =>
        rate is null && _byQuestions.TryGetValue(stream, out var pair) && pair.Left > 0;
}
