using System.Text.Json.Serialization;

namespace Hotlink.Devstack.Processes;

/// <summary>A process and no other: numbers are used again, a number together with the time of the start isn't.</summary>
/// <param name="Pid">The process id.</param>
/// <param name="Start">When it started, as the system counts it, with the boot that this is counted from.</param>
internal sealed record ProcessIdentity(int Pid, string Start)
{
    /// <summary>The process that has this number now; null when none has.</summary>
    public static ProcessIdentity? Of(int pid) => ProcessTable.Read(pid) is { } entry ? new(pid, entry.Start) : null;

    /// <summary>True while this very process runs. One that has ended and only waits to be collected counts as ended.</summary>
    [JsonIgnore]
    public bool IsAlive => ProcessTable.Read(Pid) is { } entry && entry.Start == Start && entry.State is not ('Z' or 'X');

    /// <summary>True while it is held by a stop signal.</summary>
    [JsonIgnore]
    public bool IsStopped => ProcessTable.Read(Pid) is { } entry && entry.Start == Start && entry.State is 'T' or 't';

    /// <summary>The processor time that it has used; null when it is gone.</summary>
    [JsonIgnore]
    public TimeSpan? ProcessorTime => ProcessTable.Read(Pid) is { } entry && entry.Start == Start ? entry.ProcessorTime : null;
}
