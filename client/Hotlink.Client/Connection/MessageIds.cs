using System.Security.Cryptography;

namespace Hotlink.Client.Connection;

/// <summary>Ids of messages: opaque, unlikely to repeat within a connection (wire-protocol, section 6.4).</summary>
internal static class MessageIds
{
    private const int RandomBytes = 8;

    /// <summary>A new id of 16 hex digits.</summary>
    public static string New()
    {
        Span<byte> random = stackalloc byte[RandomBytes];
        RandomNumberGenerator.Fill(random);
        return Convert.ToHexStringLower(random);
    }
}
