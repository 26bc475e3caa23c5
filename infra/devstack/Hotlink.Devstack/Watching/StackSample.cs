namespace Hotlink.Devstack.Watching;

/// <summary>All parties at one moment.</summary>
internal sealed record StackSample(DateTimeOffset At, IReadOnlyList<PartySample> Parties)
{
    /// <summary>True while a program of any party runs.</summary>
    public bool WorkLeft => Parties.Any(party => party.Workloads.Count > 0);
}
