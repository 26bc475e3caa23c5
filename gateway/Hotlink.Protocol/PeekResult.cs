namespace Hotlink.Protocol;

/// <summary>What looking at a frame without decoding it gave.</summary>
public enum PeekResult : byte
{
    /// <summary>The header is filled in.</summary>
    Ok,

    /// <summary>Unusual or damaged: read it with <see cref="MessageReader"/>, which decides, and write it again to pass it on.</summary>
    NeedsDecode,

    /// <summary>No reader accepts this frame.</summary>
    Invalid,
}
