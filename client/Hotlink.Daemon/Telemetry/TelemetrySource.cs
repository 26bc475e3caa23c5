using Hotlink.Client;

namespace Hotlink.Daemon.Telemetry;

/// <summary>Puts the document together from what the client, the tunnels and the counters say. Thread-safe.</summary>
internal sealed class TelemetrySource
{
    private readonly HotlinkClient _client;
    private readonly TransferMeters _transfers;
    private readonly EventCounts _events;
    private readonly Func<TunnelTelemetry> _tunnels;
    private readonly TimeProvider _time;
    private readonly long _startedMs;

    /// <summary>Begins now.</summary>
    public TelemetrySource(HotlinkClient client, TransferMeters transfers, EventCounts events, Func<TunnelTelemetry> tunnels, TimeProvider time)
    {
        (_client, _transfers, _events, _tunnels, _time) = (client, transfers, events, tunnels, time);
        _startedMs = time.GetUtcNow().ToUnixTimeMilliseconds();
    }

    /// <summary>How everything stands now.</summary>
    public TelemetryDocument Read()
    {
        var (totals, tunnels) = (_client.GetTotals(), _tunnels());
        return new()
        {
            StartedMs = _startedMs,
            UpdatedMs = _time.GetUtcNow().ToUnixTimeMilliseconds(),
            User = _client.User,
            Connected = _client.State == HotlinkLinkState.Connected,
            Links = totals.Links,
            TxPackets = totals.SentFrames,
            TxBytes = totals.SentBytes,
            TxWsPackets = totals.SentFrames,
            TxAvgSendMs = _transfers.Sending.AverageMs,
            TxMaxSendMs = _transfers.Sending.MaxMs,
            RxPackets = totals.ReceivedFrames,
            RxBytes = totals.ReceivedBytes,
            RxAvgWriteMs = _transfers.Writing.AverageMs,
            RxMaxWriteMs = _transfers.Writing.MaxMs,
            WsFallbacks = _events.OutboundAccepted,
            TcpWriterNotReady = tunnels.WriterNotReady,
            TcpFrameBuffered = tunnels.FramesBuffered,
            TcpFrameDroppedTimeout = tunnels.FramesDropped,
            Rejects = _events.Rejects,
            Refused = _events.Refused,
            Resumes = _events.Resumes,
            Stalls = _events.Stalls,
            LastError = _events.LastError,
            Live = LiveStreams.Describe(_client.GetStreams(), tunnels.Proxies),
        };
    }
}
