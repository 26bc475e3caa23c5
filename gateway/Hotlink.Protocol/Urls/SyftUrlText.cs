using System.Text;
using Hotlink.Protocol.Messages;
using Hotlink.Protocol.Text;

namespace Hotlink.Protocol.Urls;

/// <summary>Writes a <see cref="SyftUrl"/> as text, as the Go peer does: parts as they are, query values escaped, keys sorted.</summary>
internal static class SyftUrlText
{
    public static string Of(SyftUrl url)
    {
        var text = new StringBuilder("syft://")
            .Append(url.Datasite).Append("/app_data/").Append(url.AppName).Append("/rpc/").Append(url.Endpoint.AsSpan().Trim('/'));
        var separator = '?';
        foreach (var (key, value) in (url.QueryParams ?? EmptyQuery).OrderBy(pair => pair.Key, Utf8Text.ByteOrder))
        {
            text.Append(separator).Append(key).Append('=');
            PercentEncoding.EncodeQueryValue(value, text);
            separator = '&';
        }

        return text.ToString();
    }

    private static readonly IReadOnlyDictionary<string, string> EmptyQuery = new Dictionary<string, string>();
}
