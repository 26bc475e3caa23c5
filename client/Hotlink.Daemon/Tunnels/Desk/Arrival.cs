namespace Hotlink.Daemon.Tunnels.Desk;

/// <summary>A stream of the peer that belongs to no connection yet.</summary>
internal class Arrival
{
    /// <summary>What is known of it.</summary>
    public ArrivalState State { get; set; }

    /// <summary>When its first byte came.</summary>
    public TimeSpan ReadyAt { get; set; }

    /// <summary>What its sender said about it; null where it said nothing: another program than a tunnel, or another client.</summary>
    public RunWord? Word { get; set; }

    /// <summary>How many bytes of it wait.</summary>
    public long HeldBytes { get; set; }

    /// <summary>Whether it stands still because its sender is gone.</summary>
    public bool IsStalled { get; set; }

    /// <summary>
    /// The path that it came on, where its sender knows no reliable streams; else null. Such a client has one session on a path at a time:
    /// a second one shows that it was started anew.
    /// </summary>
    public string? PlainPath { get; set; }

    /// <summary>Whether another stream shows that the sender of this one is gone, and has begun anew.</summary>
    public bool IsReplacedBy(Arrival other) => PlainPath is not null && other != this && other.PlainPath == PlainPath && other.State == ArrivalState.Ready;
}
