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
}
