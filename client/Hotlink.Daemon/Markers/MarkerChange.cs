namespace Hotlink.Daemon.Markers;

/// <summary>A change of one marker.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Marker">The marker as it is now; as it was, where it is gone.</param>
public sealed record MarkerChange(MarkerChangeKind Kind, Marker Marker);
