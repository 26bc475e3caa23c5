namespace Hotlink.Daemon.Telemetry;

/// <summary>What the parts of a daemon measure together. Thread-safe.</summary>
internal sealed class TransferMeters
{
    /// <summary>From the decision to send a piece until the stream had taken it.</summary>
    public TransferMeter Sending { get; } = new();

    /// <summary>From the arrival of a piece until the application's socket had taken it.</summary>
    public TransferMeter Writing { get; } = new();
}
