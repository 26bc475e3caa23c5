namespace Hotlink.Domain.Sessions;

/// <summary>The form of a session id: 8 to 64 printable ASCII characters.</summary>
public static class SessionId
{
    /// <summary>The fewest characters: peers cut the first eight for their logs without looking.</summary>
    public const int MinLength = 8;

    /// <summary>The most characters.</summary>
    public const int MaxLength = 64;

    /// <summary>Whether the bytes are a session id.</summary>
    public static bool IsValid(ReadOnlySpan<byte> id) =>
        id.Length is >= MinLength and <= MaxLength && !id.ContainsAnyExceptInRange((byte)0x21, (byte)0x7e);

    /// <summary>Whether the text is a session id.</summary>
    public static bool IsValid(ReadOnlySpan<char> id) =>
        id.Length is >= MinLength and <= MaxLength && !id.ContainsAnyExceptInRange('!', '~');
}
