namespace Hotlink.Gateway.Files;

/// <summary>Why a file was not stored.</summary>
internal enum StoreRefusal
{
    /// <summary>The path is not one of a file in a datasite, or leads through a link.</summary>
    InvalidPath,

    /// <summary>The content is not as long as the message says.</summary>
    LengthMismatch,

    /// <summary>The content's MD5 is not the one the message gives.</summary>
    EtagMismatch,

    TooLarge,

    /// <summary>A part of the path is a file, or the path itself is a folder.</summary>
    NotADirectory,

    /// <summary>No storage here, no room in it, or it failed.</summary>
    Unavailable,
}
