using System.Diagnostics.Metrics;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Gateway.Diagnostics;

/// <summary>The gateway's metrics. Tags are few and bounded; sessions, paths and users are none.</summary>
internal sealed class GatewayInstruments
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Hotlink";

    private readonly Counter<long> _frames;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _undecodable;
    private readonly Counter<long> _refusals;
    private readonly UpDownCounter<long> _connections;

    private readonly NodeCounters _counters;

    public GatewayInstruments(IMeterFactory meters, NodeCounters counters)
    {
        _counters = counters;
        var meter = meters.Create(MeterName);
        _frames = meter.CreateCounter<long>("hotlink.gateway.frames.relayed", "{frame}", "Frames queued for a receiver's socket.");
        _bytes = meter.CreateCounter<long>("hotlink.gateway.bytes.relayed", "By", "Bytes of those frames.");
        _undecodable = meter.CreateCounter<long>("hotlink.gateway.frames.undecodable", "{frame}", "Frames that could not be decoded.");
        _refusals = meter.CreateCounter<long>("hotlink.gateway.refusals", "{message}", "Messages answered with a refusal, by reason.");
        meter.CreateObservableUpDownCounter("hotlink.silo.sessions", () => counters.Sessions, "{session}", "Sessions that this node holds.");
        meter.CreateObservableCounter(
            "hotlink.silo.frames.sent", () => counters.FramesToNodes, "{frame}", "Frames that this node sent to other nodes of the cluster.");
        meter.CreateObservableUpDownCounter(
            "hotlink.silo.rules.stores.lost", () => counters.RuleStoresLost, "{store}", "Stores of access rules that can't be read: the last rules stay in force.");
        meter.CreateObservableCounter(
            "hotlink.silo.rules.failures", () => counters.RuleStoreFailures, "{look}", "How often a store of access rules could not be read.");
        _connections = meter.CreateUpDownCounter<long>("hotlink.gateway.connections", "{connection}", "Live connections.");
    }

    public void Relayed(FrameBatch batch)
    {
        _counters.Relayed(batch.Count);
        _frames.Add(batch.Count);
        _bytes.Add(batch.Bytes);
    }

    public void Undecodable(string violation) => _undecodable.Add(1, new KeyValuePair<string, object?>("hotlink.violation", violation));

    public void Refused(string reason) => _refusals.Add(1, new KeyValuePair<string, object?>("hotlink.reason", reason));

    public void Connected() => _connections.Add(1);

    public void Disconnected() => _connections.Add(-1);
}
