using System.Net;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Hotlink.Protocol;

namespace Hotlink.Client.Connection;

/// <summary>Makes connections: the HTTP upgrade of RFC 6455, section 4.1, with SyftBox's headers (wire-protocol, sections 1 and 2).</summary>
internal sealed class RelayConnector : IDisposable
{
    private const string EventsPath = "/api/v1/events";
    private const string AcceptSuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private const int KeyBytes = 16;
    private const string UserHeader = "X-Syft-User";
    private const string VersionHeader = "X-Syft-Version";
    private const string IceHeader = "X-Syft-Hotlink-Ice-Servers";
    private const string TurnUserHeader = "X-Syft-Hotlink-Turn-User";
    private const string TurnPasswordHeader = "X-Syft-Hotlink-Turn-Pass";
    private readonly HotlinkClientOptions _options;
    private readonly string _user;
    private readonly Uri _uri;
    private readonly HttpMessageInvoker _http;

    /// <summary>Makes no connection yet.</summary>
    public RelayConnector(HotlinkClientOptions options, string user)
    {
        (_options, _user, _uri) = (options, user, UriOf(options.ServerUri, user));
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = options.ConnectTimeout };
        options.ConfigureHandler?.Invoke(handler);
        _http = new(handler);
    }

    /// <summary>Where the relay takes connections: the server's address with the events path behind its own.</summary>
    public static Uri UriOf(Uri server, string user)
    {
        var builder = new UriBuilder(server)
        {
            Path = server.AbsolutePath.TrimEnd('/') + EventsPath,
            Query = $"user={Uri.EscapeDataString(user)}",
            Fragment = "",
        };
        var isDefaultPort = server.IsDefaultPort;
        builder.Scheme = server.Scheme is "https" or "wss" ? "https" : "http";
        builder.Port = isDefaultPort ? -1 : server.Port;
        return builder.Uri;
    }

    /// <summary>Makes one connection.</summary>
    /// <param name="token">The bearer token, or null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HotlinkException"><see cref="HotlinkReason.Unauthorized"/> or <see cref="HotlinkReason.RelayUnreachable"/>.</exception>
    public async Task<Handshake> ConnectAsync(string? token, CancellationToken cancellationToken)
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));
        using var request = RequestFor(key, token);
        try
        {
            var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (RefusalOf(response, key) is { } refusal)
            {
                response.Dispose();
                throw refusal;
            }

            var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            return new(
                stream,
                EncodingNegotiation.Choose(HeaderOf(response, EncodingNegotiation.ResponseHeader)),
                HeaderOf(response, IceHeader),
                HeaderOf(response, TurnUserHeader),
                HeaderOf(response, TurnPasswordHeader));
        }
        catch (HttpRequestException exception)
        {
            throw new HotlinkException(HotlinkReason.RelayUnreachable, $"can't connect to {_uri.Authority}", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private HttpRequestMessage RequestFor(string key, string? token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, _uri)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        var headers = request.Headers;
        headers.Connection.Add("Upgrade");
        headers.Upgrade.Add(new("websocket"));
        headers.Add("Sec-WebSocket-Version", "13");
        headers.Add("Sec-WebSocket-Key", key);
        headers.Add(EncodingNegotiation.RequestHeader, _options.Encodings);
        headers.Add(VersionHeader, _options.ClientVersion);
        headers.Add(UserHeader, _user);
        headers.TryAddWithoutValidation("User-Agent", $"{_options.ClientVersion} ({RuntimeInformation.RuntimeIdentifier})");
        if (!string.IsNullOrEmpty(token))
        {
            headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return request;
    }

    private static HotlinkException? RefusalOf(HttpResponseMessage response, string key) => response.StatusCode switch
    {
        HttpStatusCode.SwitchingProtocols => IsAccepted(response, key)
            ? null
            : new HotlinkException(HotlinkReason.RelayUnreachable, "the answer to the upgrade is not that of a WebSocket server"),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
            new HotlinkException(HotlinkReason.Unauthorized, $"the relay refused the connection: {(int)response.StatusCode}"),
        _ => new HotlinkException(HotlinkReason.RelayUnreachable, $"the relay refused the connection: {(int)response.StatusCode}"),
    };

    // SHA-1 is what RFC 6455 asks for; it tells WebSocket servers from others, and protects nothing.
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "RFC 6455, section 4.2.2.")]
    private static bool IsAccepted(HttpResponseMessage response, string key)
    {
        var expected = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + AcceptSuffix)));
        return HeaderOf(response, "Sec-WebSocket-Accept") == expected
            && response.Headers.Upgrade.Any(static upgrade => string.Equals(upgrade.Name, "websocket", StringComparison.OrdinalIgnoreCase));
    }

    private static string HeaderOf(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(',', values).Trim() : "";
}
