using System.CommandLine;
using Hotlink.Cli.Settings;
using Hotlink.Cli.Terminal;
using Hotlink.Client;
using Hotlink.Daemon;
using Hotlink.Daemon.Tunnels;

namespace Hotlink.Cli.Commands;

/// <summary><c>hotlink tunnel</c>: one TCP tunnel, without a marker file.</summary>
internal static class TunnelCommand
{
    private const string StreamName = "/" + HotlinkChannelOptions.TcpStreamName;

    private static readonly Argument<int> Port = new("PORT") { Description = "The local port that applications connect to; 0 for any that is free." };

    private static readonly Argument<string> Channel = new("PATH")
    {
        Description = "The channel: EMAIL/dir/…/0_to_1, EMAIL being yours. The peer names its own end of it, with the same directory.",
    };

    private static readonly Option<string> To = new("--to") { HelpName = "EMAIL", Description = "The peer.", Required = true };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("tunnel", "Carry the connections of a local port to the peer's port, until it is stopped. One connection at a time is joined with one of the peer's.")
        {
            Port, Channel, To,
        };
        RelayOptions.AddTo(command);
        CommandAction.Set(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        using var settings = RelaySettings.From(result);
        var narrator = new Narrator(Console.Error, settings.Verbose);
        var spec = SpecOf(result, settings.User);
        var options = TunnelSettings.From(settings.Source) with { OnEvent = happened => Tell(happened, narrator, settings.Verbose) };
        try
        {
            await using var client = await HotlinkClient.ConnectAsync(settings.ToClient(narrator.Tell) with { WaitForRelay = true }, cancellationToken);
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

    private static TunnelSpec SpecOf(ParseResult result, string user)
    {
        var path = result.GetRequiredValue(Channel).TrimEnd('/');
        var directory = path.EndsWith(StreamName, StringComparison.Ordinal) ? path[..^StreamName.Length] : path;
        if (!directory.StartsWith(user + "/", StringComparison.OrdinalIgnoreCase))
        {
            throw new SettingsException($"The path begins with your datasite: {user}/…");
        }

        try
        {
            return TunnelSpec.Create(result.GetValue(Port), user, directory[(user.Length + 1)..], result.GetRequiredValue(To));
        }
        catch (TunnelMarkerException wrong)
        {
            throw new SettingsException(wrong.Message);
        }
    }

    // Scripts wait for the line that says where it listens.
    private static void Tell(TunnelEvent happened, Narrator narrator, bool isVerbose)
    {
        if (happened.Kind == TunnelEventKind.Listening)
        {
            Console.Out.WriteLine($"tunnel to {happened.Peer} listens on {happened.Text}");
        }
        else if (isVerbose || DaemonText.IsImportant(happened.Kind))
        {
            narrator.Tell(DaemonText.Of(happened));
        }
    }
}
