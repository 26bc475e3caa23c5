namespace Hotlink.Daemon.Markers;

/// <summary>Why a marker's content is missing.</summary>
public enum MarkerFault
{
    /// <summary>It isn't.</summary>
    None = 0,

    /// <summary>The file has more than <see cref="Marker.MaxBytes"/> bytes.</summary>
    TooLarge,

    /// <summary>The file can't be read.</summary>
    Unreadable,
}
