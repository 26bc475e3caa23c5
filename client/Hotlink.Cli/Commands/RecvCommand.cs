using System.CommandLine;
using Hotlink.Cli.Settings;
using Hotlink.Cli.Streams;
using Hotlink.Cli.Terminal;

namespace Hotlink.Cli.Commands;

/// <summary><c>hotlink recv</c>: a session to standard output.</summary>
internal static class RecvCommand
{
    private static readonly Option<string?> From = new("--from") { HelpName = "EMAIL", Description = "The only sender taken. Default: anybody who opens the path." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("recv", "Receive a stream to standard output. Ends with 0 only after a clean end: everything that was sent is there.")
        {
            StreamOptions.Path, From, StreamOptions.Wait,
        };
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
        narrator.Tell($"waiting for a sender on {path}");
        await using var reader = await Connecting.WithinAsync(
            token => client.AcceptAsync(path, result.GetValue(From), token), wait, "nobody sent anything in time", cancellationToken);
        await using var output = Console.OpenStandardOutput();
        var bytes = await Copying.ReceiveAsync(reader, output, narrator.Progress, cancellationToken);
        narrator.Summary("received", bytes);
        return ExitCode.Done;
    }
}
