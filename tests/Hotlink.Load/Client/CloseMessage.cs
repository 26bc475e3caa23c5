using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Load.Client;

/// <summary>The payload of a close frame (RFC 6455, section 5.5.1).</summary>
internal static class CloseMessage
{
    /// <summary>All is said.</summary>
    public const ushort NormalClosure = 1000;

    /// <summary>A close frame to send.</summary>
    public static byte[] Frame(ushort code)
    {
        Span<byte> payload = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(payload, code);
        return ClientFrame.ToArray(WebSocketOpcode.Close, payload, maskKey: 0);
    }

    /// <summary>What a close frame says.</summary>
    public static string Describe(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < sizeof(ushort))
        {
            return "the server closed the connection";
        }

        var code = BinaryPrimitives.ReadUInt16BigEndian(payload).ToString(CultureInfo.InvariantCulture);
        var reason = Encoding.UTF8.GetString(payload[sizeof(ushort)..]);
        return reason.Length == 0 ? $"the server closed the connection ({code})" : $"the server closed the connection ({code} {reason})";
    }
}
