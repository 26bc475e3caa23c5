namespace Hotlink.Daemon.Tunnels.Desk;

/// <summary>A connection of an application that waits its turn.</summary>
/// <param name="since">When it came.</param>
internal class Candidate(TimeSpan since)
{
    /// <summary>When it came.</summary>
    public TimeSpan Since { get; } = since;

    /// <summary>Whether it has sent a byte: it is no probe.</summary>
    public bool HasSpoken { get; set; }
}
