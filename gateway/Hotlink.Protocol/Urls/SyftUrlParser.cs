using System.Buffers;
using Hotlink.Protocol.Messages;

namespace Hotlink.Protocol.Urls;

/// <summary>
/// Parses <c>syft://user@host/app_data/APP/rpc/ENDPOINT[?query]</c> as the Go peer does: its net/url (scheme in any case, percent
/// escapes, a password that is ignored), then its own checks.
/// </summary>
internal static class SyftUrlParser
{
    private const string Scheme = "syft:";
    private const string AppData = "app_data";
    private const string Rpc = "rpc";
    private const int MinSegments = 4;
    private const string NotInNames = " ?&=";

    private static readonly SearchValues<char> UserInfo =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._:~!$&'()*+,;=%@");

    private static readonly SearchValues<char> NotInHost = SearchValues.Create(" \\^`{}|");

    public static bool TryParse(string text, out SyftUrl url)
    {
        url = SyftUrl.Empty;
        var (body, fragment) = Cut(text, '#');
        var (location, query) = Cut(body, '?');
        if (body.Any(IsControl) || !PercentEncoding.TryDecode(fragment, plusIsSpace: false, out _)
            || !location.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            || !location.AsSpan(Scheme.Length).StartsWith("//", StringComparison.Ordinal))
        {
            return false;
        }

        var (authority, path) = Cut(location[(Scheme.Length + 2)..], '/');
        if (!TryDatasite(authority, out var datasite) || !TryPath(path, out var app, out var endpoint)
            || !TryQuery(query, out var parameters))
        {
            return false;
        }

        url = new SyftUrl(datasite, app, endpoint, parameters);
        return true;
    }

    private static bool TryDatasite(string authority, out string datasite)
    {
        datasite = "";
        var at = authority.LastIndexOf('@');
        if (at < 0 || authority.AsSpan(0, at).ContainsAnyExcept(UserInfo))
        {
            return false;
        }

        var (encodedUser, password) = Cut(authority[..at], ':');
        if (!PercentEncoding.TryDecode(encodedUser, plusIsSpace: false, out var user)
            || !PercentEncoding.TryDecode(password, plusIsSpace: false, out _) || !TryHost(authority[(at + 1)..], out var host))
        {
            return false;
        }

        datasite = $"{user}@{host}";
        return DatasiteEmail.IsValid(datasite);
    }

    // A host may escape only what is not ASCII, and the percent sign itself (RFC 6874).
    private static bool TryHost(string text, out string host)
    {
        host = "";
        for (var at = text.IndexOf('%'); at >= 0; at = text.IndexOf('%', at + 1))
        {
            if (at + 1 >= text.Length || (text[at + 1] < '8' && !text.AsSpan(at).StartsWith("%25", StringComparison.Ordinal)))
            {
                return false;
            }
        }

        return !text.AsSpan().ContainsAny(NotInHost) && PercentEncoding.TryDecode(text, plusIsSpace: false, out host);
    }

    private static bool TryPath(string encoded, out string app, out string endpoint)
    {
        (app, endpoint) = ("", "");
        if (!PercentEncoding.TryDecode(encoded, plusIsSpace: false, out var path))
        {
            return false;
        }

        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var rpc = Array.IndexOf(segments, Rpc);
        if (segments.Length < MinSegments || segments[0] != AppData || rpc < 0)
        {
            return false;
        }

        app = string.Join('/', segments[1..rpc]);
        endpoint = string.Join('/', segments[(rpc + 1)..]);
        return app.Length > 0 && endpoint.Length > 0 && !endpoint.AsSpan().ContainsAny(NotInNames);
    }

    private static bool TryQuery(string query, out Dictionary<string, string>? parameters)
    {
        parameters = query.Length == 0 ? null : new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (encodedKey, encodedValue) = Cut(part, '=');
            if (part.Contains(';') || !PercentEncoding.TryDecode(encodedKey, plusIsSpace: true, out var key)
                || !PercentEncoding.TryDecode(encodedValue, plusIsSpace: true, out var value) || key.AsSpan().ContainsAny(NotInNames))
            {
                return false;
            }

            parameters?.TryAdd(key, value);
        }

        return true;
    }

    private static (string Before, string After) Cut(string text, char separator)
    {
        var at = text.IndexOf(separator);
        return at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
    }

    // Controls of ASCII only: char.IsControl knows more.
    private static bool IsControl(char letter) => letter is < ' ' or '\u007f';
}
