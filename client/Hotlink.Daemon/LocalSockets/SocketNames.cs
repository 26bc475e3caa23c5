using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Hotlink.Daemon.LocalSockets;

/// <summary>What a marker's socket or pipe is called (client behaviour, section 4.2). Pure.</summary>
public static class SocketNames
{
    /// <summary>SHA-1 of the marker's absolute path, in hex: the protocol's choice. It keeps no secret.</summary>
    /// <param name="markerFile">The path as the daemon builds it, with the system's separators.</param>
    [SuppressMessage("Security", "CA5350", Justification = "The name is the protocol's; it keeps no secret.")]
    public static string Of(string markerFile) => Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(markerFile)));
}
