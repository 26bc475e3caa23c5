using Microsoft.AspNetCore.Http;

namespace Hotlink.Gateway.Handshake;

/// <summary>Why a request doesn't become a WebSocket. The list is closed; nothing of the request is repeated in a text.</summary>
internal sealed class UpgradeRefusal
{
    public static readonly UpgradeRefusal Method = new(StatusCodes.Status405MethodNotAllowed, "method must be GET");
    public static readonly UpgradeRefusal OldProtocol = new(StatusCodes.Status426UpgradeRequired, "HTTP/1.1 is required");
    public static readonly UpgradeRefusal Connection = new(StatusCodes.Status426UpgradeRequired, "Connection header lacks Upgrade");
    public static readonly UpgradeRefusal Upgrade = new(StatusCodes.Status426UpgradeRequired, "Upgrade header lacks websocket");
    public static readonly UpgradeRefusal Version = new(StatusCodes.Status400BadRequest, "WebSocket version must be 13");
    public static readonly UpgradeRefusal Key = new(StatusCodes.Status400BadRequest, "Sec-WebSocket-Key must be 16 bytes in base64");
    public static readonly UpgradeRefusal Origin = new(StatusCodes.Status403Forbidden, "origin is not this host");

    private UpgradeRefusal(int status, string text) => (Status, Text) = (status, text);

    public int Status { get; }

    public string Text { get; }
}
