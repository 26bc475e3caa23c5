using Hotlink.Protocol;
using Microsoft.AspNetCore.Http;

namespace Hotlink.Gateway.Handshake;

/// <summary>Names of the headers that SyftBox adds to the handshake, and the parts of it that touch them.</summary>
internal static class HandshakeHeaders
{
    public const string Version = "X-Syft-Version";
    public const string IceServers = "X-Syft-Hotlink-Ice-Servers";
    public const string TurnUser = "X-Syft-Hotlink-Turn-User";
    public const string TurnPass = "X-Syft-Hotlink-Turn-Pass";

    /// <summary>What is sent with a refusal, too: clients learn the encoding and the ICE servers, but no credentials.</summary>
    public static void SetAlways(IHeaderDictionary headers, WireEncoding encoding, string iceServers)
    {
        headers[EncodingNegotiation.ResponseHeader] = EncodingNegotiation.NameOf(encoding);
        headers[IceServers] = iceServers;
    }

    public static void SetAccepted(IHeaderDictionary headers, string key, TurnCredentials? turn)
    {
        headers.Connection = "Upgrade";
        headers.Upgrade = "websocket";
        headers.SecWebSocketAccept = AcceptKey.For(key);
        if (turn is { User.Length: > 0 })
        {
            headers[TurnUser] = turn.User;
        }

        if (turn is { Pass.Length: > 0 })
        {
            headers[TurnPass] = turn.Pass;
        }
    }

    public static void SetRefused(IHeaderDictionary headers, UpgradeRefusal refusal)
    {
        switch (refusal.Status)
        {
            case StatusCodes.Status405MethodNotAllowed:
                headers.Allow = HttpMethods.Get;
                break;
            case StatusCodes.Status426UpgradeRequired:
                headers.Connection = "Upgrade";
                headers.Upgrade = "websocket";
                break;
            case StatusCodes.Status400BadRequest when refusal == UpgradeRefusal.Version:
                headers.SecWebSocketVersion = "13";
                break;
        }
    }
}
