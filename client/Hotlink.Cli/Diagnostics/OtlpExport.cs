using Hotlink.Cli.Settings;
using Hotlink.Client;
using Hotlink.Daemon;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Hotlink.Cli.Diagnostics;

/// <summary>
/// Sends metrics and traces to an OpenTelemetry collector where one is named by <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>; the other variables of
/// OpenTelemetry's specification hold too. What is left is sent when it is disposed of.
/// </summary>
internal sealed class OtlpExport : IDisposable
{
    /// <summary>The variable that switches it on.</summary>
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const int FlushMilliseconds = 1000;
    private readonly MeterProvider _metrics;
    private readonly TracerProvider _traces;

    private OtlpExport()
    {
        var resource = ResourceBuilder.CreateDefault().AddService("hotlink").AddEnvironmentVariableDetector();
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
            .AddMeter(HotlinkDiagnostics.SourceName, HotlinkDaemon.MeterName).AddOtlpExporter().Build();
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(HotlinkDiagnostics.SourceName).AddOtlpExporter().Build();
    }

    /// <summary>Starts it, where it is asked for.</summary>
    public static OtlpExport? Start(SettingSource settings) => settings.Variable(Endpoint) is null ? null : new();

    /// <summary>Sends what there is now, while those whose figures it is are still there. Takes at most two seconds.</summary>
    public void Flush()
    {
        _metrics.ForceFlush(FlushMilliseconds);
        _traces.ForceFlush(FlushMilliseconds);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _metrics.Dispose();
        _traces.Dispose();
    }
}
