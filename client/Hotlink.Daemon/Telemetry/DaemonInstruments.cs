using System.Diagnostics.Metrics;

namespace Hotlink.Daemon.Telemetry;

/// <summary>The daemon's counters as metrics. They are asked for when somebody reads them. Thread-safe.</summary>
internal sealed class DaemonInstruments : IDisposable
{
    private readonly Meter _meter = new(HotlinkDaemon.MeterName);

    /// <summary>Publishes what a source says.</summary>
    public DaemonInstruments(TelemetrySource source)
    {
        Count("hotlink.daemon.tcp.writer_not_ready", "{time}", "How often bytes came and no application was connected.", static now => now.TcpWriterNotReady);
        Count("hotlink.daemon.tcp.frames_buffered", "{frame}", "Pieces held for an application.", static now => now.TcpFrameBuffered);
        Count("hotlink.daemon.tcp.frames_dropped", "{frame}", "Pieces held in vain: their streams have failed.", static now => now.TcpFrameDroppedTimeout);
        Count("hotlink.daemon.rejects", "{session}", "Sessions that either side rejected.", static now => now.Rejects);
        Gauge("hotlink.daemon.tunnels", "{tunnel}", "Tunnels.", static now => now.Live.TcpProxies);
        Gauge("hotlink.daemon.streams.suspended", "{stream}", "Streams that wait to go on.", static now => now.Live.Streams.Count(static stream => stream.State == "suspended"));
        _meter.CreateObservableGauge(
            "hotlink.daemon.round_trip", () => source.Read().Live.Streams.Select(static stream => stream.RoundTripMs / 1000).DefaultIfEmpty(0).Max(), "s",
            "The longest last round trip of all streams.");

        void Count(string name, string unit, string description, Func<TelemetryDocument, long> value) =>
            _meter.CreateObservableCounter(name, () => value(source.Read()), unit, description);

        void Gauge(string name, string unit, string description, Func<TelemetryDocument, long> value) =>
            _meter.CreateObservableGauge(name, () => value(source.Read()), unit, description);
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
