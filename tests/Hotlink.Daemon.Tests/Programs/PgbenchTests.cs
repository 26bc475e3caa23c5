using System.Globalization;
using System.Text.RegularExpressions;

namespace Hotlink.Daemon.Tests.Programs;

/// <summary>PostgreSQL through a forward, beside PostgreSQL without one. Nothing is asked of the speed.</summary>
public sealed partial class PgbenchTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Pgbench_ThroughAForward_CarriesOutTransactions()
    {
        var missing = PostgresServer.Missing();
        Assert.SkipWhen(missing is not null, missing ?? "");
        await using var server = await PostgresServer.StartAsync();
        await using var forwarded = await ForwardedService.StartAsync(server.Port);
        await PgbenchAsync(forwarded.Port, "-i", "-s", "1", "-q");

        // Each client finishes the transaction that it has begun. One that has to connect first might have begun none when time is up.
        foreach (var (what, options) in new (string, string[])[]
        {
            ("four connections", ["-T", "2"]), ("select only", ["-S", "-T", "2"]), ("a new connection for each transaction", ["-C", "-t", "5"]),
        })
        {
            var direct = await MeasureAsync(server.Port, options);
            var tunnel = await MeasureAsync(forwarded.Port, options);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"pgbench, {what}: {tunnel:0} transactions/s through a forward, {direct:0} without, ratio {tunnel / direct:0.000}"));
        }
    }

    // Transactions a second.
    private static async Task<double> MeasureAsync(int port, string[] options)
    {
        var report = await PgbenchAsync(port, ["-n", "-c", "4", .. options]);
        Assert.True(long.Parse(Number(Processed(), report), CultureInfo.InvariantCulture) > 0, report);
        Assert.True(!Failed().IsMatch(report) || Number(Failed(), report) == "0", report);
        return double.Parse(Number(Rate(), report), CultureInfo.InvariantCulture);
    }

    private static Task<string> PgbenchAsync(int port, params string[] options) => Tool.RunAsync(
        PostgresServer.Find("pgbench")!,
        [.. options, "-h", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), "-U", PostgresServer.User, "postgres"]);

    private static string Number(Regex pattern, string report)
    {
        var match = pattern.Match(report);
        Assert.True(match.Success, report);
        return match.Groups[1].Value;
    }

    [GeneratedRegex(@"number of transactions actually processed: (\d+)")]
    private static partial Regex Processed();

    // Versions before 15 don't say it: a failed transaction ends them with an error.
    [GeneratedRegex(@"number of failed transactions: (\d+)")]
    private static partial Regex Failed();

    [GeneratedRegex(@"tps = ([\d.]+)")]
    private static partial Regex Rate();
}
