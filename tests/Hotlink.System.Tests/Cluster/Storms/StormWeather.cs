using System.Collections.Concurrent;
using Hotlink.Testing.Waiting;

namespace Hotlink.System.Tests.Cluster.Storms;

/// <summary>What befell a cluster, and when: what an end may hear goes by it. Thread-safe.</summary>
/// <param name="notice">Within how long the loss of a node has to be known.</param>
internal sealed class StormWeather(TimeSpan notice)
{
    private readonly ConcurrentQueue<FairStopwatch> _losses = new();
    private int _revocations;

    /// <summary>Within how long the loss of a node has to be known.</summary>
    public TimeSpan Notice => notice;

    /// <summary>How often rights were taken away so far.</summary>
    public int Revocations => Volatile.Read(ref _revocations);

    /// <summary>A node goes.</summary>
    public void LoseNode() => _losses.Enqueue(FairStopwatch.Start());

    /// <summary>Rights are taken away.</summary>
    public void Revoke() => Interlocked.Increment(ref _revocations);

    /// <summary>Whether a session of that age can have been lost with a node: it was there before that was known.</summary>
    public bool LosesSessionOf(TimeSpan age) => _losses.Any(loss => loss.Elapsed <= age + notice);

    /// <summary>How long ago nodes went, in words.</summary>
    public override string ToString() => $"nodes went {string.Join(", ", _losses.Select(loss => $"{loss.Elapsed.TotalSeconds:0.0} s"))} ago";
}
