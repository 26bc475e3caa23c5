using Hotlink.Load.Measuring;

namespace Hotlink.Load.Workloads;

/// <summary>Traffic that can be started, measured and stopped. Used by one thread, while the traffic itself runs on others.</summary>
internal interface IWorkload
{
    /// <summary>How many messages arrived until now, at all readers.</summary>
    long Arrived { get; }

    /// <summary>What became of all messages until now; those that are on their way count as lost.</summary>
    Integrity Integrity { get; }

    /// <summary>How often something stood still for a second and was pushed.</summary>
    long Stalls { get; }

    /// <summary>Whether all messages arrived that <see cref="Measure"/> allowed.</summary>
    bool IsFinished { get; }

    /// <summary>Starts the traffic.</summary>
    void Start();

    /// <summary>The measurement begins.</summary>
    /// <param name="count">How many messages each session sends from now on; no limit where there is none.</param>
    void Measure(long? count);

    /// <summary>Sends nothing new; what is on its way arrives.</summary>
    void Stop();

    /// <summary>Called every few milliseconds while the traffic runs.</summary>
    void Look();
}
