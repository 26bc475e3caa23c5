using System.Globalization;
using System.Text.Json;
using Hotlink.Daemon.Tests.Kit;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.Programs;

/// <summary>iperf3 through a forward, beside iperf3 without one. Nothing is asked of the speed.</summary>
public sealed class Iperf3Tests(ITestOutputHelper output)
{
    private const double Mega = 1e6;

    [Theory]
    [InlineData("client to server")]
    [InlineData("server to client", "-R")]
    [InlineData("client to server, four connections", "-P", "4")]
    public async Task Iperf3_ThroughAForward_MovesBytes(string what, params string[] options)
    {
        var program = Tool.Find("iperf3");
        Assert.SkipWhen(program is null, "iperf3 is not installed (Debian: apt-get install iperf3).");
        var port = Party.FreePort();
        await using var server = Tool.Start(program, "-s", "-B", "127.0.0.1", "--forceflush", "-p", Text(port));
        await EventWait.UntilAsync(() => server.Text.Contains("Server listening", StringComparison.Ordinal), () => server.Text);
        await using var forwarded = await ForwardedService.StartAsync(port);

        var direct = await MeasureAsync(program, port, options);
        var tunnel = await MeasureAsync(program, forwarded.Port, options);

        Assert.True(tunnel > 0, forwarded.Errors);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"iperf3, {what}: {tunnel / Mega:0} MB/s through a forward, {direct / Mega:0} MB/s without, ratio {tunnel / direct:0.000}"));
    }

    // Bytes a second, as whoever received them counts them.
    private static async Task<double> MeasureAsync(string program, int port, string[] options)
    {
        var json = await Tool.RunAsync(program, ["-c", "127.0.0.1", "-p", Text(port), "-t", "2", "-J", .. options]);
        using var report = JsonDocument.Parse(json);
        Assert.False(report.RootElement.TryGetProperty("error", out var error), error.ToString());
        var received = report.RootElement.GetProperty("end").GetProperty("sum_received");
        Assert.True(received.GetProperty("bytes").GetInt64() > 0, json);
        return received.GetProperty("bits_per_second").GetDouble() / 8;
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
