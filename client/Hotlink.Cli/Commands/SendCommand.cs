using System.CommandLine;
using Hotlink.Cli.Settings;
using Hotlink.Cli.Streams;
using Hotlink.Cli.Terminal;
using Hotlink.Client;

namespace Hotlink.Cli.Commands;

/// <summary><c>hotlink send</c>: standard input through a session.</summary>
internal static class SendCommand
{
    private static readonly Option<string?> To = new("--to") { HelpName = "EMAIL", Description = "The only user meant. Default: whoever may read the path and takes it first." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("send", "Send standard input on a path. Ends with 0 when the receiver has every byte.") { StreamOptions.Path, To, StreamOptions.Wait };
        RelayOptions.AddTo(command);
        CommandAction.Set(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        using var settings = RelaySettings.From(result);
        var narrator = new Narrator(Console.Error, settings.Verbose, new(Console.Error, !Console.IsErrorRedirected, TimeProvider.System));
        var (path, wait) = (result.GetRequiredValue(StreamOptions.Path), StreamOptions.WaitOf(result));
        await using var client = await Connecting.ConnectAsync(settings.ToClient(narrator.Tell), wait, cancellationToken);
        narrator.Tell($"waiting for a receiver on {path}");
        var open = new HotlinkOpenOptions { Path = path, To = result.GetValue(To), AcceptTimeout = wait };
        await using var writer = await client.OpenAsync(open, cancellationToken);
        await using var input = Console.OpenStandardInput();
        var bytes = await Copying.SendAsync(input, writer, narrator.Progress, cancellationToken);
        if (writer.Mode == HotlinkMode.Plain)
        {
            narrator.Tell("the receiver acknowledges nothing: the relay has every byte, more isn't known");
        }

        narrator.Summary("sent", bytes);
        return ExitCode.Done;
    }
}
