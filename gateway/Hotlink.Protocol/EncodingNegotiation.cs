namespace Hotlink.Protocol;

/// <summary>
/// Chooses what the relay sends on a connection (wire-protocol, section 2.3). Receiving takes either encoding at any time. Stateless.
/// </summary>
public static class EncodingNegotiation
{
    /// <summary>The request header with the peer's preference list, such as <c>msgpack,json</c>.</summary>
    public const string RequestHeader = "X-Syft-WS-Encodings";

    /// <summary>The response header with the choice: <c>msgpack</c> or <c>json</c>.</summary>
    public const string ResponseHeader = "X-Syft-WS-Encoding";

    /// <summary>The first encoding in the list that is known, whatever its case; JSON where there is none or no header.</summary>
    /// <param name="headerValue">The value of <see cref="RequestHeader"/>, or null when it is absent.</param>
    public static WireEncoding Choose(string? headerValue)
    {
        foreach (var part in headerValue.AsSpan().Split(','))
        {
            var token = headerValue.AsSpan()[part].Trim();
            if (token.Equals("msgpack", StringComparison.OrdinalIgnoreCase))
            {
                return WireEncoding.MsgPack;
            }

            if (token.Equals("json", StringComparison.OrdinalIgnoreCase))
            {
                return WireEncoding.Json;
            }
        }

        return WireEncoding.Json;
    }

    /// <summary>The name of an encoding in <see cref="ResponseHeader"/>.</summary>
    /// <param name="encoding">The choice.</param>
    public static string NameOf(WireEncoding encoding) => encoding == WireEncoding.MsgPack ? "msgpack" : "json";
}
