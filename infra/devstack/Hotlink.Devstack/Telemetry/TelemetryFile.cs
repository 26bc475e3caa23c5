using System.Text.Json;

namespace Hotlink.Devstack.Telemetry;

/// <summary>Reads <c>hotlink_telemetry.json</c>: of our daemon, and of today's clients, which say less.</summary>
internal static class TelemetryFile
{
    private const int MaxBytes = 4 * 1024 * 1024;

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
        return new()
        {
            Updated = DateTimeOffset.FromUnixTimeMilliseconds(root.Number("updated_ms")),
            SentBytes = root.Number("tx_bytes"),
            SentFrames = root.Number("tx_packets"),
            ReceivedBytes = root.Number("rx_bytes"),
            ReceivedFrames = root.Number("rx_packets"),
            Linked = live.Flag("linked") ?? live.Flag("connected") ?? root.Flag("connected"),
            Rejects = root.OptionalNumber("rejects") ?? root.OptionalNumber("rejected"),
            Resumes = root.OptionalNumber("resumes") ?? live.Items("sessions_out").Concat(live.Items("sessions_in")).Sum(item => item.Number("resumes")),
            LastError = root.Text("last_error"),
            Path = root.Number("tx_p2p_packets") > 0 ? "p2p" : "relay",
            Sessions = [.. live.Items("sessions_in").Select(item => Session(item, false)), .. live.Items("sessions_out").Select(item => Session(item, true))],
            Tunnels = live.Items("proxies").GroupBy(item => (int)item.Number("port")).ToDictionary(group => group.Key, group => group.Any(item => item.Flag("connected") == true)),
        };
    }

    private static SessionTelemetry Session(JsonElement item, bool outbound) => new()
    {
        Outbound = outbound,
        Peer = item.Text("peer"),
        Channel = item.Text("channel"),
        Status = item.Text("status") is { Length: > 0 } status ? status : "accepted",
        Bytes = item.Number("bytes"),
        Frames = item.OptionalNumber("frames") ?? item.Number("seq"),
        WaitingBytes = item.Number("waiting_bytes"),
        CreditWait = TimeSpan.FromMilliseconds(item.Number("credit_wait_ms")),
        Resumes = (int)item.Number("resumes"),
        Stall = item.Text("stall"),
    };
}
