namespace Hotlink.Daemon.Framing;

/// <summary>The layout of a frame, big-endian, and what we take of it at most: the peers of today know no limits.</summary>
public static class HlnkFormat
{
    /// <summary>The largest path, in bytes of UTF-8.</summary>
    public const int MaxPathBytes = 1024;

    /// <summary>The largest entity tag, in bytes of UTF-8.</summary>
    public const int MaxTagBytes = 128;

    /// <summary>The largest payload, in bytes.</summary>
    public const int MaxPayloadBytes = 8 * 1024 * 1024;

    /// <summary>What comes before path, tag and payload.</summary>
    internal const int HeadBytes = 21;

    internal const byte Version = 1;
    internal const int VersionAt = 4;
    internal const int PathLengthAt = 5;
    internal const int TagLengthAt = 7;
    internal const int PayloadLengthAt = 9;
    internal const int SeqAt = 13;

    internal static ReadOnlySpan<byte> Magic => "HLNK"u8;
}
