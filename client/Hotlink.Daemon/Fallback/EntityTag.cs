using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Hotlink.Daemon.Fallback;

/// <summary>The protocol's entity tag.</summary>
internal static class EntityTag
{
    /// <summary>The MD5 of a content in hex. It guards against accidents, not attackers.</summary>
    [SuppressMessage("Security", "CA5351", Justification = "The protocol's entity tag is MD5.")]
    public static string Of(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(MD5.HashData(content));
}
