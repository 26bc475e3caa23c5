using System.CommandLine;
using Hotlink.Cli.Settings;
using Hotlink.Cli.Terminal;
using Hotlink.Client;
using Hotlink.Daemon.Tunnels;

namespace Hotlink.Cli.Commands;

/// <summary><c>hotlink tunnel</c>: one TCP tunnel, without a marker file.</summary>
internal static class TunnelCommand
{
    private static readonly Argument<int> Port = new("PORT") { Description = "The local port that applications connect to; 0 for any that is free." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("tunnel", "Carry the connections of a local port to the peer's port, until it is stopped. One connection at a time is joined with one of the peer's.")
        {
            Port, ChannelArguments.Channel, ChannelArguments.To,
        };
        RelayOptions.AddTo(command);
        CommandAction.Set(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        using var settings = RelaySettings.From(result);
        var narrator = new Narrator(Console.Error, settings.Verbose);
        var spec = ChannelArguments.SpecOf(
            result, settings.User, (directory, peer) => TunnelSpec.Create(result.GetValue(Port), settings.User, directory, peer));
        var options = TunnelSettings.From(settings.Source) with { OnEvent = new TunnelNarration(narrator, settings.Verbose, TimeProvider.System).Tell };
        try
        {
            await using var client = await HotlinkClient.ConnectAsync(
                TunnelSettings.Apply(settings.Source, settings.ToClient(narrator.Tell)) with { WaitForRelay = true }, cancellationToken);
            var host = new TunnelHost(client, null, null, options);
            await using var tunnel = host.Add(spec);
            await host.RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // To be stopped is how a tunnel ends.
        }

        return ExitCode.Done;
    }
}
