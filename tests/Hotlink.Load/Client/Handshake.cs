using System.Security.Cryptography;
using System.Text;
using Hotlink.Protocol;

namespace Hotlink.Load.Client;

/// <summary>The opening handshake (RFC 6455, section 4; wire-protocol, sections 1 to 4).</summary>
internal static class Handshake
{
    private const string AcceptSuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /// <summary>A fresh key.</summary>
    public static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));

    /// <summary>The request.</summary>
    public static byte[] Request(Endpoint endpoint, string user, string? token, WireEncoding encoding, string key)
    {
        var authorization = token is null ? "" : $"Authorization: Bearer {token}\r\n";
        return Encoding.ASCII.GetBytes(
            $"GET {endpoint.Path}?user={Uri.EscapeDataString(user)} HTTP/1.1\r\nHost: {endpoint.Authority}\r\n" +
            $"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n{authorization}" +
            $"{EncodingNegotiation.RequestHeader}: {EncodingNegotiation.NameOf(encoding)}\r\nUser-Agent: hotlink-bench\r\n\r\n");
    }

    /// <summary>Judges the answer.</summary>
    /// <exception cref="LoadException">The server won't have this connection; the text says why.</exception>
    public static void Check(HandshakeAnswer answer, Endpoint endpoint, string user, string key, WireEncoding encoding)
    {
        if (answer.Status != 101)
        {
            throw new LoadException(Refusal(answer, endpoint, user));
        }

#pragma warning disable CA5350 // RFC 6455 prescribes SHA-1 here; it protects nothing.
        var expected = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + AcceptSuffix)));
#pragma warning restore CA5350
        if (answer.Header("Sec-WebSocket-Accept") != expected)
        {
            throw new LoadException($"{endpoint.Text} answered the WebSocket handshake with a wrong key. Is something between here and the server?");
        }

        var chosen = EncodingNegotiation.Choose(answer.Header(EncodingNegotiation.ResponseHeader));
        if (chosen != encoding)
        {
            throw new LoadException(
                $"{endpoint.Text} sends {EncodingNegotiation.NameOf(chosen)} where {EncodingNegotiation.NameOf(encoding)} was asked for. " +
                $"Run with --encoding {EncodingNegotiation.NameOf(chosen)}.");
        }
    }

    private static string Refusal(HandshakeAnswer answer, Endpoint endpoint, string user) => answer.Status switch
    {
        401 => $"{endpoint.Text} refused {user} (401): {answer.Body}\nWith authentication on, give each user a token: --token-for {user}=JWT " +
            "(or --token JWT for all). With it off, check --user-domain: users have to look like an email address.",
        404 => $"{endpoint.Text} has no {endpoint.Path} (404). Is it a SyftBox server? A prefix belongs into --url.",
        429 or 503 => $"{endpoint.Text} takes no further connections now ({answer.Status}): {answer.Body}\nUse fewer, or raise the server's limit.",
        _ => $"{endpoint.Text} refused the connection of {user} ({answer.Status}): {answer.Body}",
    };
}
