using System.Text.Json;
using Hotlink.Daemon.Datasites;
using Hotlink.Daemon.Telemetry;
using Hotlink.Testing.Hosting;

namespace Hotlink.Daemon.Tests.Telemetry;

public sealed class TelemetryFileTests : IDisposable
{
    /// <summary>What today's tools read (client-behaviour, section 9).</summary>
    private static readonly string[] Known =
    [
        "mode", "bench_strict", "started_ms", "updated_ms", "tx_packets", "tx_bytes", "tx_p2p_packets", "tx_ws_packets", "tx_avg_send_ms",
        "tx_max_send_ms", "rx_packets", "rx_bytes", "rx_avg_write_ms", "rx_max_write_ms", "p2p_offers", "p2p_answers_ok", "p2p_answers_err",
        "ws_fallbacks", "strict_violations", "webrtc_connected", "tcp_writer_not_ready", "tcp_frame_buffered", "tcp_frame_dropped_timeout", "live",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact] // Pitfall 172.
    public void Write_Document_HasTheKeysThatToolsRead()
    {
        new TelemetryFile(new(_folder.Path, "a@x.io")).Write(Document(1));

        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder.Path, "a@x.io", ".syftbox", "hotlink_telemetry.json")));
        Assert.All(Known, key => Assert.True(json.RootElement.TryGetProperty(key, out _), key));
        Assert.All(
            ["inbound", "outbound_accepted", "outbound_pending", "webrtc_connected", "tcp_proxies", "sessions_in", "sessions_out", "proxies"],
            key => Assert.True(json.RootElement.GetProperty("live").TryGetProperty(key, out _), key));
        var proxy = json.RootElement.GetProperty("live").GetProperty("proxies")[0];
        Assert.Equal((9001, "a@x.io", "b@x.io", true), (proxy.GetProperty("port").GetInt32(), proxy.GetProperty("from").GetString(), proxy.GetProperty("to").GetString(), proxy.GetProperty("connected").GetBoolean()));
    }

    [Fact] // Pitfall 172.
    public void Write_Again_ReplacesTheFileAndLeavesNothingBeside()
    {
        var file = new TelemetryFile(new(_folder.Path, "a@x.io"));

        file.Write(Document(1));
        file.Write(Document(2));

        var only = Assert.Single(Directory.GetFiles(Path.Combine(_folder.Path, "a@x.io", ".syftbox")));
        Assert.Equal(2, TelemetryFile.Decode(File.ReadAllBytes(only))!.TxPackets);
    }

    [Fact]
    public void Write_FolderIsALinkToElsewhere_IsRefused()
    {
        using var elsewhere = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(_folder.Path, "a@x.io"));
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "a@x.io", ".syftbox"), elsewhere.Path);

        Assert.Throws<DatasitePathException>(() => new TelemetryFile(new(_folder.Path, "a@x.io")).Write(Document(1)));
        Assert.Empty(Directory.GetFiles(elsewhere.Path));
    }

    private static TelemetryDocument Document(long packets) => new()
    {
        StartedMs = 1,
        UpdatedMs = 2,
        User = "a@x.io",
        Connected = true,
        Links = 1,
        TxPackets = packets,
        TxBytes = 0,
        TxWsPackets = packets,
        TxAvgSendMs = 0.5,
        TxMaxSendMs = 1,
        RxPackets = 0,
        RxBytes = 0,
        RxAvgWriteMs = 0,
        RxMaxWriteMs = 0,
        WsFallbacks = 0,
        TcpWriterNotReady = 0,
        TcpFrameBuffered = 0,
        TcpFrameDroppedTimeout = 0,
        Rejects = 0,
        Refused = 0,
        Resumes = 0,
        Stalls = 0,
        LastError = "",
        Live = LiveStreams.Describe([], [Proxy()]),
    };

    private static ProxyTelemetry Proxy() => new()
    {
        Port = 9001,
        From = "a@x.io",
        To = "b@x.io",
        Connected = true,
        Channel = "0_to_1",
        State = "listening",
        TxBytes = 0,
        TxPackets = 0,
        RxBytes = 0,
        RxPackets = 0,
        HeldBytes = 0,
        LastError = "",
    };
}
