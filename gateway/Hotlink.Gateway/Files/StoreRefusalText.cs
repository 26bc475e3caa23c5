namespace Hotlink.Gateway.Files;

/// <summary>What a peer reads in a Nack: short and always the same, so that nothing of the host shows.</summary>
internal static class StoreRefusalText
{
    public static string Of(StoreRefusal refusal) => refusal switch
    {
        // Spelled like the storage of today's server does.
        StoreRefusal.InvalidPath => "invalid key",
        StoreRefusal.LengthMismatch => "length mismatch",
        StoreRefusal.EtagMismatch => "etag mismatch",
        StoreRefusal.TooLarge => "file too large",
        StoreRefusal.NotADirectory => "not a directory",
        StoreRefusal.Unavailable => "storage unavailable",
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "Not a refusal."),
    };
}
