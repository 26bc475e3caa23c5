using System.Text.Json;

namespace Hotlink.Devstack.Telemetry;

/// <summary>Reads <c>hotlink_telemetry.json</c>: of our daemon, and of today's clients, which say less.</summary>
internal static class TelemetryFile
{
    private const int MaxBytes = 4 * 1024 * 1024;
    private static readonly long MaxMilliseconds = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>The counters; null when there is no file, or one that is being written.</summary>
    public static TelemetrySnapshot? TryRead(string path)
    {
        try
        {
            if (new FileInfo(path) is not { Exists: true, Length: < MaxBytes })
            {
                return null;
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.ValueKind == JsonValueKind.Object ? Parse(document.RootElement) : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static TelemetrySnapshot Parse(JsonElement root)
    {
        var live = root.Object("live");
        var proxies = live.Items("proxies").ToList();
        return new()
        {
            Updated = DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(root.Number("updated_ms"), 0, MaxMilliseconds)),
            SentBytes = root.Number("tx_bytes"),
            SentFrames = root.Number("tx_packets"),
            ReceivedBytes = root.Number("rx_bytes"),
            ReceivedFrames = root.Number("rx_packets"),
            Linked = root.Flag("connected"),
            Rejects = root.OptionalNumber("rejects"),
            Resumes = root.Number("resumes"),
            LastError = root.Text("last_error"),
            Path = root.Number("tx_p2p_packets") > 0 ? "p2p" : "relay",
            Sessions = [.. live.Object("streams").ValueKind == JsonValueKind.Array ? live.Items("streams").Select(Stream) : Sessions(live)],
            Tunnels = proxies.GroupBy(item => (int)item.Number("port")).ToDictionary(group => group.Key, group => group.Any(item => item.Flag("connected") == true)),
        };
    }

    // What our daemon says of a stream.
    private static SessionTelemetry Stream(JsonElement item) => new()
    {
        Outbound = item.Text("direction") == "out",
        Peer = item.Text("peer"),
        Channel = ChannelOf(item.Text("path")),
        Status = item.Text("state"),
        Bytes = item.Number("bytes"),
        Frames = item.Number("frames"),
        WaitingBytes = item.Number("waiting_bytes"),
        CreditWait = TimeSpan.FromMilliseconds(item.Real("credit_wait_ms")),
        Resumes = (int)item.Number("resumes"),
        Stall = item.Text("held_up_by"),
    };

    private static string ChannelOf(string path) => path.Split('/') is [.., var channel, _] ? channel : path;

    // What today's clients say of it.
    private static IEnumerable<SessionTelemetry> Sessions(JsonElement live) =>
    [
        .. live.Items("sessions_in").Select(item => Session(item, false)),
        .. live.Items("sessions_out").Select(item => Session(item, true)),
    ];

    private static SessionTelemetry Session(JsonElement item, bool outbound) => new()
    {
        Outbound = outbound,
        Peer = item.Text("peer"),
        Channel = item.Text("channel"),
        Status = outbound ? item.Text("status") : "accepted",
        Frames = item.Number("seq"),
    };
}
