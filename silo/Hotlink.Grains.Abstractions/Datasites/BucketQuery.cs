using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Hotlink.Grains.Abstractions.Datasites;

/// <summary>The options behind the question mark of a <see cref="BucketLocation"/>.</summary>
internal sealed partial class BucketQuery
{
    public Uri? Endpoint { get; private set; }

    public string? Region { get; private set; }

    public bool? IsPathStyle { get; private set; }

    public static bool TryParse(string text, out BucketQuery query, [NotNullWhen(false)] out string? error)
    {
        query = new BucketQuery();
        error = null;
        foreach (var option in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = option.Split('=', 2);
            error ??= query.Take(parts[0], Uri.UnescapeDataString(parts.Length > 1 ? parts[1] : ""));
        }

        return error is null;
    }

    // The name of an unknown option is not shown: somebody may have put a key there.
    private string? Take(string name, string value)
    {
        switch (name)
        {
            case "endpoint" when Endpoint is null && IsServer(value, out var endpoint):
                Endpoint = endpoint;
                return null;
            case "endpoint":
                return "has an endpoint that is not http://HOST or https://HOST, or two of them";
            case "region" when Region is null && RegionName().IsMatch(value):
                Region = value;
                return null;
            case "region":
                return "has a region that is not a name, or two of them";
            case "path-style" when IsPathStyle is null && bool.TryParse(value, out var isPathStyle):
                IsPathStyle = isPathStyle;
                return null;
            case "path-style":
                return "has a path-style that is neither true nor false, or two of them";
            default:
                return "has an option other than endpoint, region and path-style";
        }
    }

    private static bool IsServer(string value, [NotNullWhen(true)] out Uri? endpoint) =>
        Uri.TryCreate(value, UriKind.Absolute, out endpoint) && endpoint is { Scheme: "http" or "https", UserInfo: "", PathAndQuery: "/", Fragment: "" };

    [GeneratedRegex(@"\A[a-z0-9-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex RegionName();
}
