namespace Hotlink.Devstack.Telemetry;

/// <summary>One session as a daemon reports it.</summary>
internal sealed record SessionTelemetry
{
    public required bool Outbound { get; init; }

    public required string Peer { get; init; }

    /// <summary>The directory behind <c>_mpc</c>: <c>0_to_1</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>opening, open or suspended; of today's clients pending, accepted or rejected.</summary>
    public required string Status { get; init; }

    public long Bytes { get; init; }

    public long Frames { get; init; }

    /// <summary>Bytes that wait: for acknowledgement when sending, for the application when receiving.</summary>
    public long WaitingBytes { get; init; }

    /// <summary>For how long in all there were bytes and no credit.</summary>
    public TimeSpan CreditWait { get; init; }

    public int Resumes { get; init; }

    /// <summary>Who holds it up, in the daemon's word; empty for nobody.</summary>
    public string Stall { get; init; } = "";
}
