using System.Diagnostics.CodeAnalysis;

namespace Hotlink.Daemon.Files;

/// <summary>Where a request of the relay's HTTP interface is put (client behaviour, section 1). Pure.</summary>
internal static class RequestAddress
{
    private const string Scheme = "syft://";
    private const int MaxIdLength = 128;

    /// <summary>The canonical path of a request: <c>DATASITE/app_data/APP/rpc/ENDPOINT/ID.request</c>.</summary>
    public static bool TryPathOf(string url, string id, [NotNullWhen(true)] out string? path)
    {
        path = null;
        if (!url.StartsWith(Scheme, StringComparison.Ordinal) || !IsName(id))
        {
            return false;
        }

        var parts = url[Scheme.Length..].Split('?')[0].Split('/');
        if (parts.Length < 5 || parts[1] != "app_data" || parts[3] != "rpc")
        {
            return false;
        }

        path = $"{string.Join('/', parts)}/{id}.request";
        return true;
    }

    private static bool IsName(string id) =>
        id.Length is > 0 and <= MaxIdLength && id.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
}
