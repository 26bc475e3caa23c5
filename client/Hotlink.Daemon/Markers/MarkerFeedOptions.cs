namespace Hotlink.Daemon.Markers;

/// <summary>How markers are found.</summary>
public sealed record MarkerFeedOptions
{
    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Whether the system is asked to tell of changes. Default true; false where it is known not to (some mounts).</summary>
    public bool UsesWatcher { get; init; } = true;

    /// <summary>Hears, once, why the folder can't be watched. Must not throw. Default: nobody.</summary>
    public Action<string>? Log { get; init; }
}
