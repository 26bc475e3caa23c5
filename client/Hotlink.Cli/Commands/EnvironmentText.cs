using Hotlink.Cli.Settings;

namespace Hotlink.Cli.Commands;

/// <summary>The variables that the daemon reads, for its help.</summary>
internal static class EnvironmentText
{
    private static readonly (string Name, string Meaning)[] Variables =
    [
        ("HOTLINK_SERVER, SYFTBOX_SERVER_URL", "the relay"),
        ("HOTLINK_USER, SYFTBOX_EMAIL", "your email"),
        ("HOTLINK_TOKEN, SYFTBOX_ACCESS_TOKEN", "a bearer token"),
        ("SYFTBOX_REFRESH_TOKEN", "gets new bearer tokens"),
        ("SYFTBOX_CONFIG_PATH", "SyftBox's config.json"),
        ("HOTLINK_DATASITES", "the folder of datasites"),
        ("SYFTBOX_DATA_DIR", "the folder that holds datasites/"),
        (TunnelSettings.Address, "the address that tunnels listen on; default 127.0.0.1"),
        (TunnelSettings.ChunkSize, "the most bytes of a piece; default 61440, 4096 to 262144"),
        ("SYFTBOX_HOTLINK_IPC", "tcp: local sockets are TCP ports, not Unix sockets or pipes"),
        ("SYFTBOX_HOTLINK_TCP_ADDR", "where these ports are; default 127.0.0.1:0"),
        ("SYFTBOX_HOTLINK_DEBUG", "1: tell of every session and stream"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "an OpenTelemetry collector for metrics and traces; OTEL_… variables hold as they are specified"),
        ("SYFTBOX_HOTLINK_P2P_ONLY, …_QUIC_ONLY, …_BENCH_STRICT", "refused: this client goes through the relay"),
    ];

    /// <summary>A description, and the variables below it.</summary>
    public static string Describe(string description) =>
        $"{description}\n\nEnvironment (an option goes first):\n{string.Join('\n', Variables.Select(variable => $"  {variable.Name}: {variable.Meaning}"))}";
}
