using System.Globalization;
using Hotlink.Client.Files;
using Hotlink.Protocol.Messages;

namespace Hotlink.Client.Notices;

/// <summary>Makes notices of messages. What a message holds is copied: its memory is the connection's.</summary>
internal static class NoticeReader
{
    /// <summary>A file that was written.</summary>
    public static HotlinkNotice Of(FileWrite write) => File(write.Path, write.ETag, write.Length, write.Content);

    /// <summary>A file that changed.</summary>
    public static HotlinkNotice Of(FileNotify notify) => File(notify.Path, notify.ETag, notify.Length, notify.Content);

    /// <summary>A request.</summary>
    public static HotlinkNotice Of(HttpMessage http)
    {
        var body = http.Body.ToArray();
        var (datasite, app, endpoint) = (http.Url.Datasite, http.Url.AppName, http.Url.Endpoint);
        var url = $"syft://{datasite}/app_data/{app}/rpc/{endpoint}{QueryOf(http.Url.QueryParams)}";
        return new HotlinkRequestNotice(
            http.From, url, http.Method, http.Headers ?? new Dictionary<string, string>(), body, http.RequestId, http.ETag, IsWhole(body, http.ETag));
    }

    /// <summary>A manifest; null where its time is none that can be said.</summary>
    public static HotlinkNotice? Of(AclManifest manifest)
    {
        const long FirstSecond = -62_135_596_800;
        if (manifest.Generated.UnixSeconds < FirstSecond)
        {
            return null;
        }

        var generated = DateTimeOffset.FromUnixTimeSeconds(manifest.Generated.UnixSeconds)
            .AddTicks(manifest.Generated.Nanoseconds / TimeSpan.NanosecondsPerTick);
        var entries = (manifest.Order ?? []).Select(static entry => KeyValuePair.Create(entry.Path, entry.Hash));
        return new HotlinkManifestNotice(new(manifest.Datasite, manifest.For, manifest.ForHash, generated, [.. entries]));
    }

    private static HotlinkFileNotice File(string path, string tag, long length, ReadOnlyMemory<byte> content)
    {
        var copy = content.ToArray();
        return new(path, tag, length, copy, copy.Length == length && IsWhole(copy, tag));
    }

    private static bool IsWhole(byte[] content, string tag) =>
        tag.Length > 0 && string.Equals(tag, FileWrites.TagOf(content), StringComparison.OrdinalIgnoreCase);

    private static string QueryOf(IReadOnlyDictionary<string, string>? query) =>
        query is null || query.Count == 0
            ? ""
            : "?" + string.Join('&', query.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair =>
                string.Create(CultureInfo.InvariantCulture, $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}")));
}
