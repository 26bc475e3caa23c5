using Hotlink.Load.Measuring;

namespace Hotlink.Load.Reporting;

/// <summary>Collects the figures of a result, the common ones under common names.</summary>
internal sealed class MetricList
{
    private const double Million = 1e6;
    private const double Mebibyte = 1024 * 1024;

    private readonly List<Metric> _metrics = [];
    private readonly List<string> _notes = [];

    /// <summary>What a reader of the figures should know.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>What was collected.</summary>
    public IReadOnlyList<Metric> ToList() => _metrics;

    /// <summary>Adds one figure.</summary>
    public MetricList Add(string key, string label, double value, string unit = "")
    {
        _metrics.Add(new(key, label, value, unit));
        return this;
    }

    /// <summary>Adds what a reader of the figures should know.</summary>
    public MetricList AddNote(string text)
    {
        _notes.Add(text);
        return this;
    }

    /// <summary>Adds how many messages a second arrived, and how many bytes that was.</summary>
    public MetricList AddRate(Measured measured, int payloadBytes)
    {
        var rate = measured.Messages / Math.Max(measured.Elapsed.TotalSeconds, 1e-9);
        return Add("messages_per_second", "messages", rate, "/s").Add("megabytes_per_second", "payload", rate * payloadBytes / Million, "MB/s");
    }

    /// <summary>Adds what a distribution says.</summary>
    /// <param name="key">Starts the names in JSON.</param>
    /// <param name="label">Starts the names for a person.</param>
    /// <param name="latencies">The distribution.</param>
    public MetricList AddLatency(string key, string label, LatencyHistogram latencies)
    {
        if (latencies.Count == 0)
        {
            return this;
        }

        foreach (var (name, share) in ((string, double)[])[("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("p99_9", 0.999)])
        {
            Add($"{key}_{name}_us", $"{label} {name.Replace('_', '.')}", latencies.Percentile(share) / 1000.0, "µs");
        }

        return Add($"{key}_max_us", $"{label} max", latencies.Max / 1000.0, "µs");
    }

    /// <summary>Adds what server and load generator spent on each message.</summary>
    /// <param name="measured">What was measured.</param>
    /// <param name="what">What was counted, one word.</param>
    public MetricList AddCost(Measured measured, string what = "message")
    {
        var messages = Math.Max(measured.Messages, 1);
        if (measured.Server is { } server)
        {
            Add($"server_cpu_us_per_{what}", "server CPU", server.Cpu.TotalMicroseconds / messages, $"µs/{what}");
            Add("server_cpu_share", "server CPU", server.Cpu / measured.Elapsed * 100, "% of a core");
            Add("server_rss_mib", "server memory", server.ResidentAfter / Mebibyte, "MiB");
            Add("server_rss_peak_mib", "server memory, peak", server.ResidentPeak / Mebibyte, "MiB");
        }

        return Add($"client_cpu_us_per_{what}", "load generator CPU", measured.OwnCpu.TotalMicroseconds / messages, $"µs/{what}");
    }
}
