using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Hotlink.Gateway.Handshake;

/// <summary>Computes <c>Sec-WebSocket-Accept</c> (RFC 6455, section 4.2.2).</summary>
internal static class AcceptKey
{
    private const string ProtocolGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    [SuppressMessage("Security", "CA5350", Justification = "RFC 6455 prescribes SHA-1; nothing secret depends on it.")]
    public static string For(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key.Trim() + ProtocolGuid)));
}
