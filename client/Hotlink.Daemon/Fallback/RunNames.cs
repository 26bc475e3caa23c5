using System.Buffers.Text;
using System.Security.Cryptography;

namespace Hotlink.Daemon.Fallback;

/// <summary>
/// How runs are called. Both ends of a reliable stream know its tag, which is the same in all of its sessions (reliable-streams, section 2).
/// Pure but for <see cref="NewKey"/>.
/// </summary>
internal static class RunNames
{
    private const string Prefix = "hl1";
    private const int TagAt = 6;
    private const int TagLength = 4;
    private const int KeyBytes = 12;

    /// <summary>The key of a run that has no link.</summary>
    public static string NewKey() => $"f{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes))}";

    /// <summary>Whether a session belongs to a stream that may be reliable.</summary>
    public static bool HasTag(string sessionId) => KeyOf(sessionId).Length == TagLength;

    /// <summary>The key of the run that a session carries: its stream's tag, or its own id where it has none.</summary>
    public static string KeyOf(string sessionId) =>
        sessionId.Length > TagAt + TagLength && sessionId.StartsWith(Prefix, StringComparison.Ordinal)
            && sessionId[TagAt - 1] == '.' && sessionId[TagAt + TagLength] == '.'
                ? sessionId.Substring(TagAt, TagLength)
                : sessionId;

    /// <summary>The name of a run.</summary>
    public static string Of(string sender, string key) => $"{sender}/{key}";

    /// <summary>The key in a run's name.</summary>
    public static string KeyIn(string run) => run[(run.LastIndexOf('/') + 1)..];
}
