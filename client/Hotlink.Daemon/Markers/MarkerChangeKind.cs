namespace Hotlink.Daemon.Markers;

/// <summary>What happened to a marker.</summary>
public enum MarkerChangeKind
{
    /// <summary>It is there now.</summary>
    Added,

    /// <summary>Its content is another one now.</summary>
    Changed,

    /// <summary>It is gone.</summary>
    Removed,
}
