using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Hotlink.Client.Streams;

/// <summary>The ids of sessions that greet (reliable-streams, section 2).</summary>
internal static class SessionIds
{
    /// <summary>The most characters that a relay takes.</summary>
    public const int MaxLength = 64;

    /// <summary>The fewest: peers cut the first eight for their logs without looking.</summary>
    public const int MinLength = 8;

    private const string Prefix = "hl1";
    private const int TagLength = 4;
    private const int TagAt = 6;
    private const int GreetingLength = TagAt + TagLength + 1 + StreamKeys.Length;

    /// <summary>An id for the next session of a stream.</summary>
    public static string New(SessionKind kind, HotlinkFraming framing, string streamKey) =>
        kind == SessionKind.Plain
            ? StreamKeys.New()
            : $"{Prefix}{(kind == SessionKind.New ? 'n' : 'r')}{(framing == HotlinkFraming.Bytes ? 'b' : 'm')}.{TagOf(streamKey)}.{StreamKeys.New()}";

    /// <summary>What marks the sessions of a stream.</summary>
    public static string TagOf(string streamKey)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.ASCII.GetBytes(streamKey), hash);
        return Base64Url.EncodeToString(hash)[..TagLength];
    }

    /// <summary>What an id says. Anything of another form is a plain session's.</summary>
    public static SessionIdParts Read(ReadOnlySpan<char> id)
    {
        var isGreeting = id.Length == GreetingLength && id.StartsWith(Prefix, StringComparison.Ordinal) && id[3] is ('n' or 'r') && id[4] is ('b' or 'm')
            && id[TagAt - 1] == '.' && id[TagAt + TagLength] == '.' && StreamKeys.IsKey(id[^StreamKeys.Length..]);
        return isGreeting
            ? new(id[3] == 'n' ? SessionKind.New : SessionKind.Resume,
                id[4] == 'm' ? HotlinkFraming.Messages : HotlinkFraming.Bytes, id.Slice(TagAt, TagLength).ToString())
            : new(SessionKind.Plain, HotlinkFraming.Bytes, "");
    }

    /// <summary>Whether a relay takes the id: 8 to 64 printable ASCII characters.</summary>
    public static bool IsValid(ReadOnlySpan<char> id) =>
        id.Length is >= MinLength and <= MaxLength && !id.ContainsAnyExceptInRange('!', '~');
}
