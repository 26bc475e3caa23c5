namespace Hotlink.Protocol;

/// <summary>Why a frame was refused: the closed list.</summary>
public enum ViolationKind : byte
{
    /// <summary>The frame was not refused.</summary>
    None = 0,

    /// <summary>A binary frame does not start with the magic bytes <c>53 42</c>, or is shorter than four bytes.</summary>
    BadEnvelope,

    /// <summary>The envelope names a version other than 1.</summary>
    UnsupportedVersion,

    /// <summary>The envelope names an encoding that is neither JSON nor MessagePack.</summary>
    UnsupportedEncoding,

    /// <summary>The frame is longer than <see cref="FrameLimits.MaxFrameBytes"/>.</summary>
    TooLarge,

    /// <summary>The document ends before it is complete, or claims a length that is not there.</summary>
    Truncated,

    /// <summary>The bytes are not MessagePack.</summary>
    MalformedMsgPack,

    /// <summary>The text is not JSON, or something follows it.</summary>
    MalformedJson,

    /// <summary><c>typ</c> is no type of the catalogue.</summary>
    UnknownType,

    /// <summary>A field holds a value of another type than the catalogue says.</summary>
    WrongFieldType,

    /// <summary>A number does not fit its field, or is not a whole number.</summary>
    NumberOutOfRange,

    /// <summary>Bytes in JSON are not padded standard base64.</summary>
    BadBase64,

    /// <summary>A time is malformed or outside the years 0000 to 9999.</summary>
    BadTime,

    /// <summary>A <c>syft://</c> URL is malformed.</summary>
    BadUrl,

    /// <summary>Maps and arrays nest deeper than <see cref="FrameLimits.MaxDepth"/>.</summary>
    NestingTooDeep,

    /// <summary>A list or map has more entries than <see cref="FrameLimits.MaxEntries"/>.</summary>
    TooManyEntries,
}
