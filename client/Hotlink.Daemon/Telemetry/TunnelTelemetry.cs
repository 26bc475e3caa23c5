namespace Hotlink.Daemon.Telemetry;

/// <summary>What the tunnels add to the telemetry.</summary>
/// <param name="Proxies">The tunnels.</param>
/// <param name="WriterNotReady">How often bytes came while no application was connected to take them.</param>
/// <param name="FramesBuffered">Pieces that were held for one.</param>
/// <param name="FramesDropped">Pieces that were held in vain.</param>
internal sealed record TunnelTelemetry(IReadOnlyList<ProxyTelemetry> Proxies, long WriterNotReady, long FramesBuffered, long FramesDropped);
