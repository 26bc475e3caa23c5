using System.CommandLine;
using Hotlink.Load.Echo;
using Hotlink.Load.Measuring;
using Hotlink.Load.Reporting;
using Hotlink.Load.Tunnels;

namespace Hotlink.Load.Commands;

/// <summary><c>bench tunnel</c>: a TCP tunnel and its relay beside their limits.</summary>
internal static class TunnelCommand
{
    private const int Hops = 3;
    private static readonly Option<int?> Rounds = Parsed.Count("--rounds", "How many times all are measured, in turn. Default: 3.");
    private static readonly Option<TimeSpan?> Duration = Parsed.Duration("--duration", "How long each figure is measured. Default: 3s.");

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command(
            "tunnel",
            "What a TCP tunnel (application, daemon, relay, daemon, application) adds to its bare relay, and both beside their limits: a bare connection, " +
            "bare splices (socat), a bare WebSocket echo. Starts all it needs.")
        {
            TrafficOptions.Size, Duration, TrafficOptions.Warmup, Rounds, TargetOptions.Json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    /// <summary>What is measured: limits first, then what is ours.</summary>
    public static IReadOnlyList<IContender> Contenders()
    {
        var tunnel = new TunnelRoute();
        IEnumerable<IRoute> limits = [new DirectRoute(), .. SpliceRoute.IsThere ? [new SpliceRoute(1), new SpliceRoute(Hops)] : Array.Empty<IRoute>()];
        return [.. limits.Select(static route => new PipeContender(route)), new EchoContender(), new RelayContender(tunnel), new PipeContender(tunnel, isOurs: true)];
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var clock = new Clock(TimeProvider.System);
        var progress = new ProgressLine(Console.Error, !Console.IsErrorRedirected, clock);
        var settings = new TunnelSettings(
            result.GetValue(TrafficOptions.Size) ?? 1024,
            result.GetValue(TrafficOptions.Warmup) ?? TimeSpan.FromSeconds(1),
            result.GetValue(Duration) ?? TimeSpan.FromSeconds(3),
            result.GetValue(Rounds) ?? 3);
        var contenders = Contenders();
        try
        {
            var results = await new TunnelBench(contenders, settings, clock, progress).RunAsync(cancellationToken);
            Report(results, settings, result.GetValue(TargetOptions.Json));
            return ExitCode.Sound;
        }
        catch (Exception failure) when (failure is LoadException or OperationCanceledException or System.Net.Sockets.SocketException)
        {
            progress.Clear();
            await Console.Error.WriteLineAsync($"hotlink bench: {(failure is OperationCanceledException ? "interrupted." : failure.Message)}");
            return failure is LoadException ? ExitCode.Unsound : ExitCode.Unusable;
        }
        finally
        {
            foreach (var contender in contenders)
            {
                await contender.DisposeAsync();
            }
        }
    }

    private static void Report(IReadOnlyList<RouteResult> results, TunnelSettings settings, bool json)
    {
        if (json)
        {
            TunnelReport.WriteJson(Console.Out, results, settings);
            return;
        }

        TunnelReport.Write(Console.Out, results, settings);
        if (!SpliceRoute.IsThere)
        {
            Console.Out.WriteLine("  note: socat is not here, so there is no chain of splices to compare with (Debian: apt-get install socat)");
        }
    }
}
