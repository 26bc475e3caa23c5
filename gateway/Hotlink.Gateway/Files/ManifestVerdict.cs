namespace Hotlink.Gateway.Files;

/// <summary>What became of a manifest.</summary>
internal enum ManifestVerdict
{
    /// <summary>Kept, and to be sent to the readers who are there.</summary>
    Stored,

    /// <summary>The sender is not the owner of the datasite it speaks for.</summary>
    NotOwner,

    UnknownVersion,

    /// <summary><c>for</c> is neither <c>*</c> nor an email.</summary>
    InvalidAudience,

    /// <summary><c>for_hash</c> is not the hash of <c>for</c>.</summary>
    HashMismatch,

    TooLarge,
}
