using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Hotlink.Node.Diagnostics;

/// <summary>
/// Sends the node's metrics to an OpenTelemetry collector where one is named by <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>; the other variables of
/// OpenTelemetry's specification hold too.
/// </summary>
internal sealed class OtlpMetrics : IHostedService, IDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static readonly string[] Meters = ["Hotlink", "Microsoft.Orleans", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];
    private MeterProvider? _provider;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Endpoint)))
        {
            _provider = Sdk.CreateMeterProviderBuilder().AddMeter(Meters).AddOtlpExporter().Build();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _provider?.Dispose(); // Sends what is left.
}
