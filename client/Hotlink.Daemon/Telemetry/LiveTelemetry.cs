namespace Hotlink.Daemon.Telemetry;

/// <summary>The streams and tunnels that there are now.</summary>
public sealed record LiveTelemetry
{
    /// <summary>Streams for receiving.</summary>
    public required int Inbound { get; init; }

    /// <summary>Streams for sending that somebody has accepted.</summary>
    public required int OutboundAccepted { get; init; }

    /// <summary>Streams for sending that wait for somebody.</summary>
    public required int OutboundPending { get; init; }

    /// <summary>Direct connections.</summary>
    public int WebrtcConnected { get; init; }

    /// <summary>Tunnels.</summary>
    public required int TcpProxies { get; init; }

    /// <summary>The streams for receiving.</summary>
    public required IReadOnlyList<InboundTelemetry> SessionsIn { get; init; }

    /// <summary>The streams for sending.</summary>
    public required IReadOnlyList<OutboundTelemetry> SessionsOut { get; init; }

    /// <summary>The tunnels.</summary>
    public required IReadOnlyList<ProxyTelemetry> Proxies { get; init; }

    /// <summary>All streams, each with how it fares.</summary>
    public required IReadOnlyList<StreamTelemetry> Streams { get; init; }
}
