using Hotlink.Daemon.Tunnels;

namespace Hotlink.Daemon.Telemetry;

/// <summary>What the tunnels add to the telemetry.</summary>
/// <param name="Proxies">The tunnels.</param>
/// <param name="WriterNotReady">How often bytes came while no application was connected to take them.</param>
/// <param name="FramesBuffered">Pieces that were held for one.</param>
/// <param name="FramesDropped">Pieces that were held in vain.</param>
internal sealed record TunnelTelemetry(IReadOnlyList<ProxyTelemetry> Proxies, long WriterNotReady, long FramesBuffered, long FramesDropped)
{
    /// <summary>Describes the tunnels that there are.</summary>
    public static TunnelTelemetry Of(IReadOnlyList<TunnelStatus> tunnels) => new(
        [.. tunnels.Select(Describe)], tunnels.Sum(static tunnel => tunnel.NotReady), tunnels.Sum(static tunnel => tunnel.FramesBuffered),
        tunnels.Sum(static tunnel => tunnel.FramesDropped));

    private static ProxyTelemetry Describe(TunnelStatus tunnel) => new()
    {
        Port = tunnel.Port,
        From = tunnel.Spec.From,
        To = tunnel.Spec.To,
        Connected = tunnel.IsActive,
        Channel = tunnel.Spec.Channel,
        State = tunnel.State.ToString().ToLowerInvariant(),
        TxBytes = tunnel.BytesSent,
        TxPackets = tunnel.PiecesSent,
        RxBytes = tunnel.BytesReceived,
        RxPackets = tunnel.PiecesReceived,
        HeldBytes = tunnel.HeldBytes,
        LastError = tunnel.LastError,
    };
}
