using System.Collections.Concurrent;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Waiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Hotlink.Daemon.Tests.Cli;

public sealed class OtlpExportTests
{
    [Fact]
    public async Task Connect_CollectorIsNamed_SendsItMetricsWithTheirNames()
    {
        using var folder = new TemporaryFolder();
        await using var relay = await RelayTestHost.StartAsync();
        var posts = new ConcurrentDictionary<string, string>();
        await using var collector = await StartCollectorAsync(posts);
        var environment = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.Single(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        };
        await using var daemon = CliProcess.Start(
            environment, ["connect", "--server", relay.Address.ToString(), "--user", "alice@one.example", "--datasites", folder.Path]);
        await daemon.WroteAsync("connected".Length);

        await daemon.SignalAsync("TERM");

        Assert.Equal(0, (await daemon.EndAsync()).Code);
        await EventWait.UntilAsync(() => posts.ContainsKey("/v1/metrics"));
        Assert.Contains("hotlink.client.links", posts["/v1/metrics"], StringComparison.Ordinal);
        Assert.Contains("hotlink.daemon.tunnels", posts["/v1/metrics"], StringComparison.Ordinal);
    }

    private static async Task<WebApplication> StartCollectorAsync(ConcurrentDictionary<string, string> posts)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body, System.Text.Encoding.Latin1);
            var body = await reader.ReadToEndAsync();
            posts.AddOrUpdate(context.Request.Path, body, (_, earlier) => earlier + body);
        });
        await app.StartAsync();
        return app;
    }
}
