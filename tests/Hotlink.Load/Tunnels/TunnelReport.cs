using System.Text.Json;

namespace Hotlink.Load.Tunnels;

/// <summary>Shows what routes gave, each beside the first one.</summary>
internal static class TunnelReport
{
    private const double Million = 1e6;
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    /// <summary>A table: medians, and in brackets the lowest and the highest of the rounds.</summary>
    public static void Write(TextWriter output, IReadOnlyList<RouteResult> routes, TunnelSettings settings)
    {
        output.WriteLine($"tunnel  {settings.PayloadBytes} bytes each way, then as many bytes as go through one way  {settings.Rounds} rounds in turn, median (lowest–highest)");
        output.WriteLine($"  {"",-10} {"round trip p50, µs",26} {"p99, µs",26} {"MB/s",28} {"CPU s/GB",18} {"of direct MB/s",20}");
        foreach (var route in routes)
        {
            output.WriteLine(
                $"  {route.Name,-10} {route.Of(static round => round.MedianMicroseconds),26} {route.Of(static round => round.P99Microseconds),26} " +
                $"{route.Of(static round => round.BytesPerSecond / Million),28} {route.Of(static round => round.CpuPerGigabyte),18} " +
                $"{route.Ratio(routes[0], static round => round.BytesPerSecond),20}");
        }

        foreach (var (route, other) in Pairs(routes))
        {
            output.WriteLine(
                $"  {route.Name} by {other.Name}: throughput {route.Ratio(other, static round => round.BytesPerSecond)}, " +
                $"round trip p50 {route.Ratio(other, static round => round.MedianMicroseconds)}, {route.Added(other, static round => round.MedianMicroseconds)} µs more{Cpu(route, other)}");
        }

        output.WriteLine("  every byte arrived once, in order, as it was sent");
    }

    /// <summary>The same as JSON.</summary>
    public static void WriteJson(TextWriter output, IReadOnlyList<RouteResult> routes, TunnelSettings settings) =>
        output.WriteLine(JsonSerializer.Serialize(new
        {
            settings.PayloadBytes,
            settings.Rounds,
            Routes = routes,
            Ratios = Pairs(routes).Select(static pair => new
            {
                pair.Route.Name,
                By = pair.Other.Name,
                Throughput = pair.Route.Ratio(pair.Other, static round => round.BytesPerSecond),
                AddedMicroseconds = pair.Route.Added(pair.Other, static round => round.MedianMicroseconds),
            }),
        }, Json));

    // A bare connection has no process in between.
    private static string Cpu(RouteResult route, RouteResult other) =>
        other.Of(static round => round.CpuPerGigabyte).Min > 0 ? $", CPU {route.Ratio(other, static round => round.CpuPerGigabyte)}" : "";

    // What is ours, by everything that stands before it.
    private static IEnumerable<(RouteResult Route, RouteResult Other)> Pairs(IReadOnlyList<RouteResult> routes) =>
        routes.SelectMany((route, at) => routes.Take(route.IsOurs ? at : 0).Select(other => (route, other)));
}
