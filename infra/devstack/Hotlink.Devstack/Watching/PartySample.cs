using Hotlink.Devstack.Telemetry;

namespace Hotlink.Devstack.Watching;

/// <summary>A party at one moment.</summary>
internal sealed record PartySample
{
    public required int Index { get; init; }

    public required string Email { get; init; }

    /// <summary>The daemon has been started.</summary>
    public required bool Started { get; init; }

    public required bool DaemonAlive { get; init; }

    public required bool DaemonStopped { get; init; }

    /// <summary>The counters last seen; null when there were none yet.</summary>
    public TelemetrySnapshot? Telemetry { get; init; }

    /// <summary>Its programs that still run.</summary>
    public IReadOnlyList<WorkloadSample> Workloads { get; init; } = [];

    public long Moved => Telemetry?.Moved ?? 0;

    public TimeSpan ProcessorTime => TimeSpan.FromTicks(Workloads.Sum(workload => workload.ProcessorTime.Ticks));
}
