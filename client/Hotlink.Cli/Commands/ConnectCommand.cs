using System.CommandLine;
using Hotlink.Cli.Diagnostics;
using Hotlink.Cli.Settings;
using Hotlink.Cli.Terminal;
using Hotlink.Client;
using Hotlink.Daemon;
using Hotlink.Daemon.LocalSockets;

namespace Hotlink.Cli.Commands;

/// <summary><c>hotlink connect</c>: the daemon of one datasite.</summary>
internal static class ConnectCommand
{
    private static readonly Option<string?> Datasites = new("--datasites")
    {
        HelpName = "DIR",
        Description = "The folder of datasites: yours, and your copies of the others'. Default: HOTLINK_DATASITES, SYFTBOX_DATA_DIR/datasites, SyftBox's config.json.",
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("connect", EnvironmentText.Describe("Run the daemon of one datasite until it is stopped: tunnels, local sockets, files, telemetry.")) { Datasites };
        RelayOptions.AddTo(command);
        CommandAction.Set(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        using var settings = RelaySettings.From(result);
        using var export = OtlpExport.Start(settings.Source);
        var narrator = new Narrator(Console.Error, settings.Verbose);
        var greeting = new Greeting(Console.Out, settings);
        var options = new HotlinkDaemonOptions
        {
            Client = TunnelSettings.Apply(settings.Source, settings.ToClient(Hear)) with { WaitForRelay = true },
            Datasites = FolderOf(result, settings.Source),
            Tunnels = TunnelSettings.From(settings.Source),
            LocalSockets = new LocalSocketOptions().WithEnvironment(settings.Source.Variable),
            Log = narrator.Tell,
        };
        void Hear(HotlinkEvent happened)
        {
            greeting.Hear(happened);
            narrator.Tell(happened);
        }

        try
        {
            await using var daemon = await HotlinkDaemon.ConnectAsync(options, cancellationToken);
            await RunAsync(daemon, narrator, export, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // To be stopped is how a daemon ends.
        }

        return ExitCode.Done;
    }

    private static async Task RunAsync(HotlinkDaemon daemon, Narrator narrator, OtlpExport? export, CancellationToken cancellationToken)
    {
        try
        {
            await daemon.RunAsync(cancellationToken);
        }
        finally
        {
            narrator.End(); // That the connection ends now is meant.
            export?.Flush();
        }
    }

    private static string FolderOf(ParseResult result, SettingSource source)
    {
        var named = result.GetValue(Datasites) ?? source.Variable("HOTLINK_DATASITES");
        var data = source.Variable("SYFTBOX_DATA_DIR") ?? source.Config.DataDir;
        return named ?? (data is null ? throw new SettingsException("Which datasites? Give --datasites DIR, or set HOTLINK_DATASITES.") : Path.Combine(data, "datasites"));
    }
}
