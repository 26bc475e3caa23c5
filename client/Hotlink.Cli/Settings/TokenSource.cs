using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Hotlink.Client;

namespace Hotlink.Cli.Settings;

/// <summary>
/// Bearer tokens: a fixed one, one read from a file whenever it is asked for, or one got with a refresh token from SyftBox's
/// <c>/auth/refresh</c> (wire-protocol, section 4). One call at a time.
/// </summary>
internal sealed class TokenSource : IDisposable
{
    private const int MaxBytes = 16 * 1024;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = MaxBytes };
    private readonly Uri _server;
    private readonly string? _token;
    private readonly string? _file;
    private string? _refreshToken;
    private bool _wasAsked;

    /// <summary>Names the sources; those that there aren't are null.</summary>
    /// <param name="server">The relay.</param>
    /// <param name="token">A token.</param>
    /// <param name="file">The path of a file with one.</param>
    /// <param name="refreshToken">What gets new ones.</param>
    public TokenSource(Uri server, string? token, string? file, string? refreshToken) =>
        (_server, _token, _file, _refreshToken) = (server, token, file, refreshToken);

    /// <summary>Whether there is any token to give.</summary>
    public bool HasAny => _token is not null || _file is not null || _refreshToken is not null;

    /// <summary>Gives the token; the first is the fixed one, further ones are new where that is possible.</summary>
    public async ValueTask<string?> NextAsync(CancellationToken cancellationToken)
    {
        if (_file is not null)
        {
            return await ReadAsync(_file, cancellationToken);
        }

        var isFirst = !_wasAsked;
        _wasAsked = true;
        return _refreshToken is null || (isFirst && _token is not null) ? _token : await RefreshAsync(_refreshToken, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (new FileInfo(path).Length > MaxBytes)
        {
            throw new HotlinkException(HotlinkReason.Unauthorized, "the token file is too large to hold a token");
        }

        return (await File.ReadAllTextAsync(path, cancellationToken)).Trim();
    }

    private async Task<string?> RefreshAsync(string refresh, CancellationToken cancellationToken)
    {
        var address = new UriBuilder(_server) { Path = _server.AbsolutePath.TrimEnd('/') + "/auth/refresh" }.Uri;
        using var answer = await _http.PostAsJsonAsync(address, new Ask(refresh), cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw new HotlinkException(HotlinkReason.Unauthorized, $"the relay gives no new token ({(int)answer.StatusCode}): log in again with SyftBox");
        }

        var pair = await answer.Content.ReadFromJsonAsync<Pair>(cancellationToken);
        _refreshToken = pair?.RefreshToken ?? refresh;
        return pair?.AccessToken;
    }

    private sealed record Ask([property: JsonPropertyName("refreshToken")] string RefreshToken);

    private sealed record Pair(
        [property: JsonPropertyName("accessToken")] string? AccessToken, [property: JsonPropertyName("refreshToken")] string? RefreshToken);
}
