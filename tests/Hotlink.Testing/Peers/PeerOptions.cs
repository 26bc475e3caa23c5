using Hotlink.Protocol;

namespace Hotlink.Testing.Peers;

/// <summary>How a peer connects, and what it does by itself.</summary>
public sealed record PeerOptions
{
    /// <summary>The user it says it is, in the query.</summary>
    public required string User { get; init; }

    /// <summary>The encoding that it asks for, and sends in.</summary>
    public WireEncoding Encoding { get; init; } = WireEncoding.MsgPack;

    /// <summary>The bearer token; no header where unset.</summary>
    public string? Token { get; init; }

    /// <summary>The host that it asks for.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>Further headers of the handshake.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Sent in one piece with the request, before the relay has answered.</summary>
    public ReadOnlyMemory<byte> SentAlong { get; init; }

    /// <summary>Whether pings are answered.</summary>
    public bool AnswersPings { get; init; } = true;

    /// <summary>Whether a close frame is answered, and the socket closed.</summary>
    public bool AnswersClose { get; init; } = true;

    /// <summary>The size of the socket's buffers; the system's choice where unset. Small ones let a peer that doesn't read be felt soon.</summary>
    public int? SocketBufferBytes { get; init; }
}
