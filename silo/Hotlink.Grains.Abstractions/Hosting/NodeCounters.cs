namespace Hotlink.Grains.Abstractions.Hosting;

/// <summary>What one node counts of the work of its grains. Thread-safe.</summary>
public sealed class NodeCounters
{
    private long _sessions;
    private long _framesRelayed;
    private long _framesToNodes;
    private long _ruleStoresLost;
    private long _ruleStoreFailures;

    /// <summary>The sessions whose rules this node holds.</summary>
    public long Sessions => Interlocked.Read(ref _sessions);

    /// <summary>Frames that were queued for a socket of this node.</summary>
    public long FramesRelayed => Interlocked.Read(ref _framesRelayed);

    /// <summary>Frames that this node sent to another one. In a cluster whose nodes do everything it is at most one for each frame relayed.</summary>
    public long FramesToNodes => Interlocked.Read(ref _framesToNodes);

    /// <summary>Stores of access rules that can't be read now: the last rules stay in force.</summary>
    public long RuleStoresLost => Interlocked.Read(ref _ruleStoresLost);

    /// <summary>How often a store of access rules could not be read.</summary>
    public long RuleStoreFailures => Interlocked.Read(ref _ruleStoreFailures);

    /// <summary>A session began.</summary>
    public void SessionBegan() => Interlocked.Increment(ref _sessions);

    /// <summary>Sessions ended, or left for another node.</summary>
    public void SessionsEnded(int count) => Interlocked.Add(ref _sessions, -count);

    /// <summary>Frames were queued for a socket.</summary>
    public void Relayed(int frames) => Interlocked.Add(ref _framesRelayed, frames);

    /// <summary>Frames went to another node.</summary>
    public void SentToNode(int frames) => Interlocked.Add(ref _framesToNodes, frames);

    /// <summary>A store of access rules could not be read.</summary>
    /// <param name="isFirst">The time before it could be.</param>
    public void RuleStoreFailed(bool isFirst)
    {
        Interlocked.Increment(ref _ruleStoreFailures);
        Interlocked.Add(ref _ruleStoresLost, isFirst ? 1 : 0);
    }

    /// <summary>A store of access rules can be read again.</summary>
    public void RuleStoreBack() => Interlocked.Decrement(ref _ruleStoresLost);
}
