using Hotlink.Gateway.Authentication;
using Hotlink.Gateway.Tenancy;
using Hotlink.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Hotlink.Gateway.Handshake;

/// <summary>The opening handshake of <c>/api/v1/events</c>, up to the point where the protocol is switched.</summary>
internal sealed partial class EventsEndpoint(IdentityResolver identities, TimeProvider clock, ILogger<EventsEndpoint> logger)
{
    private const int LongestVersion = 64;
    private const int LongestUserAgent = 256;

    /// <summary>
    /// The peer, with the response's headers set so that <see cref="IHttpUpgradeFeature.UpgradeAsync"/> comes next; or null, and the
    /// refusal has been written. The identity is checked before anything else of the handshake.
    /// </summary>
    public async Task<HandshakeResult?> NegotiateAsync(HttpContext context)
    {
        if (!TryReadHost(context.Request, out var host))
        {
            LogInvalidHost();
            await ErrorBody.WriteAsync(context, StatusCodes.Status400BadRequest, ErrorCodes.InvalidRequest, "invalid host");
            return null;
        }

        var verdict = identities.Resolve(IdentityRequest.Of(context, host));
        if (verdict.Peer is not { } peer)
        {
            LogNoIdentity(verdict.Refusal);
            await WriteAsync(context, verdict);
            return null;
        }

        var encoding = EncodingNegotiation.Choose(context.Request.Headers[EncodingNegotiation.RequestHeader]);
        HandshakeHeaders.SetAlways(context.Response.Headers, encoding, IceAdvertisement.For(peer.Tenant.Ice, host));
        if (CheckUpgrade(context) is { } refusal)
        {
            LogNoUpgrade(refusal.Status, refusal.Text);
            await WriteAsync(context, refusal);
            return null;
        }

        return Accept(context, peer, encoding);
    }

    private HandshakeResult Accept(HttpContext context, AuthenticatedPeer peer, WireEncoding encoding)
    {
        var request = context.Request.Headers;
        var turn = TurnCredentials.For(peer.Tenant.Ice, peer.User, clock.GetUtcNow(), peer.ExpiresAt);
        HandshakeHeaders.SetAccepted(context.Response.Headers, request.SecWebSocketKey.ToString(), turn);
        return new HandshakeResult(
            peer,
            encoding,
            PeerText.From(request[HandshakeHeaders.Version], LongestVersion),
            PeerText.From(request.UserAgent, LongestUserAgent));
    }

    // An absent host is no reason to refuse; one that is no host name is not passed on to anything.
    private static bool TryReadHost(HttpRequest request, out HostName? host)
    {
        host = null;
        var header = request.Headers.Host.ToString();
        if (header.Length == 0)
        {
            return true;
        }

        var valid = HostName.TryParse(header, out var name);
        host = name;
        return valid;
    }

    private static UpgradeRefusal? CheckUpgrade(HttpContext context) =>
        UpgradeRules.Check(UpgradeRequest.From(context.Request))
        ?? (context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } ? null : UpgradeRefusal.Connection);

    private static Task WriteAsync(HttpContext context, IdentityVerdict verdict)
    {
        if (verdict.Refusal == IdentityRefusal.UnknownHost)
        {
            return ErrorBody.WriteAsync(context, StatusCodes.Status421MisdirectedRequest, ErrorCodes.InvalidRequest, verdict.Text);
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        return ErrorBody.WriteAsync(context, StatusCodes.Status401Unauthorized, CodeOf(verdict.Refusal), verdict.Text);
    }

    private static string CodeOf(IdentityRefusal refusal) =>
        refusal is IdentityRefusal.NoHeader or IdentityRefusal.NoBearer or IdentityRefusal.NoToken or IdentityRefusal.BadToken
            ? ErrorCodes.InvalidCredentials
            : ErrorCodes.InvalidRequest;

    // Two bodies in one: today's server lets its WebSocket library answer in plain text and then adds its own error.
    private static async Task WriteAsync(HttpContext context, UpgradeRefusal refusal)
    {
        context.Response.StatusCode = refusal.Status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        HandshakeHeaders.SetRefused(context.Response.Headers, refusal);
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.WriteAsync(refusal.Text + "\n", context.RequestAborted);
        }

        await ErrorBody.AppendAsync(context, ErrorCodes.InvalidRequest, $"websocket accept failed: {refusal.Text}");
    }

    [LoggerMessage(1201, LogLevel.Debug, "Handshake refused: the Host header is no host name")]
    private partial void LogInvalidHost();

    [LoggerMessage(1202, LogLevel.Debug, "Handshake refused: no identity, {Refusal}")]
    private partial void LogNoIdentity(IdentityRefusal refusal);

    [LoggerMessage(1203, LogLevel.Debug, "Handshake refused with {Status}: {Text}")]
    private partial void LogNoUpgrade(int status, string text);
}
