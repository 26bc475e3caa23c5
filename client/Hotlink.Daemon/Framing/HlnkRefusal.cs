namespace Hotlink.Daemon.Framing;

/// <summary>Why a frame was not taken: the closed list.</summary>
public enum HlnkRefusal
{
    /// <summary>None was refused.</summary>
    None = 0,

    /// <summary>Another version than 1.</summary>
    BadVersion,

    /// <summary>A path of more than <see cref="HlnkFormat.MaxPathBytes"/>.</summary>
    PathTooLong,

    /// <summary>A tag of more than <see cref="HlnkFormat.MaxTagBytes"/>.</summary>
    TagTooLong,

    /// <summary>A payload of more than <see cref="HlnkFormat.MaxPayloadBytes"/>.</summary>
    PayloadTooLarge,

    /// <summary>A path or tag that is not UTF-8.</summary>
    BadText,
}
