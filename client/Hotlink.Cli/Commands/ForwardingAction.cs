using System.CommandLine;
using Hotlink.Cli.Settings;
using Hotlink.Cli.Terminal;
using Hotlink.Client;
using Hotlink.Daemon.Tunnels;

namespace Hotlink.Cli.Commands;

/// <summary>What <c>forward</c> and <c>expose</c> do alike: connect, and work until they are stopped.</summary>
internal static class ForwardingAction
{
    // Only reliable streams will do: a peer that is slow to answer is waited for.
    private static readonly TimeSpan GreetingTime = TimeSpan.FromSeconds(20);

    /// <summary>How many connections there may be.</summary>
    public static Option<int> Connections { get; } = new("--connections")
    {
        HelpName = "COUNT",
        Description = $"How many connections there may be at once, 1 to {TunnelOptions.MaxConnectionCount}.",
        DefaultValueFactory = static _ => new TunnelOptions().ConnectionCount,
    };

    /// <summary>Sets the action of a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="specOf">Reads what is to be done.</param>
    /// <param name="start">Makes what does it.</param>
    public static void Set(
        Command command, Func<ParseResult, string, TunnelSpec> specOf, Func<ParseResult, HotlinkClient, TunnelSpec, TunnelOptions, Func<CancellationToken, Task>> start)
    {
        RelayOptions.AddTo(command);
        CommandAction.Set(command, (result, cancellationToken) => RunAsync(result, specOf, start, cancellationToken));
    }

    private static async Task<int> RunAsync(
        ParseResult result, Func<ParseResult, string, TunnelSpec> specOf, Func<ParseResult, HotlinkClient, TunnelSpec, TunnelOptions, Func<CancellationToken, Task>> start,
        CancellationToken cancellationToken)
    {
        using var settings = RelaySettings.From(result);
        var narrator = new Narrator(Console.Error, settings.Verbose);
        var spec = specOf(result, settings.User);
        var options = TunnelSettings.From(settings.Source) with { ConnectionCount = CountOf(result), OnEvent = new TunnelNarration(narrator, settings.Verbose, TimeProvider.System).Tell };
        var link = TunnelSettings.Apply(settings.Source, settings.ToClient(narrator.Tell)) with { WaitForRelay = true, GreetingTimeout = GreetingTime };
        try
        {
            await using var client = await HotlinkClient.ConnectAsync(link, cancellationToken);
            await start(result, client, spec, options)(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // To be stopped is how it ends.
        }

        return ExitCode.Done;
    }

    private static int CountOf(ParseResult result) => result.GetValue(Connections) is var count and >= 1 and <= TunnelOptions.MaxConnectionCount
        ? count
        : throw new SettingsException($"--connections is a number, 1 to {TunnelOptions.MaxConnectionCount}.");
}
