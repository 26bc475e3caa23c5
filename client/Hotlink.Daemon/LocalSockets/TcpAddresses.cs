using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Hotlink.Daemon.LocalSockets;

/// <summary>Addresses as the environment and markers have them: <c>127.0.0.1:0</c>, <c>[::1]:8080</c>, <c>tcp://…</c>. Pure.</summary>
internal static class TcpAddresses
{
    private const string Scheme = "tcp://";

    /// <summary>Reads an address with a port.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out IPEndPoint? address)
    {
        address = null;
        var plain = text.StartsWith(Scheme, StringComparison.Ordinal) ? text[Scheme.Length..] : text;
        plain = plain.StartsWith("localhost:", StringComparison.OrdinalIgnoreCase) ? $"127.0.0.1{plain["localhost".Length..]}" : plain;
        var port = plain.LastIndexOf(':');
        return port > 0 && plain.IndexOf(':', StringComparison.Ordinal) is var first && (first == port || plain[port - 1] == ']')
            && IPEndPoint.TryParse(plain, out address);
    }
}
