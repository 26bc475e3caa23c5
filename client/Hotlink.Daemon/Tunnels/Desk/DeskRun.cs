namespace Hotlink.Daemon.Tunnels.Desk;

/// <summary>A connection that is joined with the peer: it is the active one.</summary>
/// <param name="id">Its name.</param>
internal class DeskRun(string id)
{
    /// <summary>Its name.</summary>
    public string Id { get; } = id;

    /// <summary>The peer's stream; null until it has come.</summary>
    public Arrival? Bound { get; set; }

    /// <summary>When the application ended its sending; null while it hasn't.</summary>
    public TimeSpan? EndedSendingAt { get; set; }

    /// <summary>When a byte moved last, either way.</summary>
    public TimeSpan LastActivity { get; set; }

    /// <summary>Whether the application has reset the connection.</summary>
    public bool IsReset { get; set; }

    /// <summary>Whether it was told to end.</summary>
    public bool IsStopped { get; set; }

    /// <summary>Whether the peer knows no reliable streams: it will never say that it has ended.</summary>
    public bool IsPlain { get; set; }
}
