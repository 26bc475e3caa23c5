using System.CommandLine;
using Hotlink.Cli.Settings;
using Hotlink.Cli.Terminal;
using Hotlink.Client;

namespace Hotlink.Cli.Commands;

/// <summary>Runs a command's work, and turns every way in which it can end into a line and an exit code.</summary>
internal static class CommandAction
{
    /// <summary>Sets the action of a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="work">The work; cancelled by the first signal.</param>
    public static void Set(Command command, Func<ParseResult, CancellationToken, Task<int>> work) =>
        command.SetAction(async (result, _) =>
        {
            using var termination = new Termination();
            return await RunAsync(() => work(result, termination.Token), Console.Error);
        });

    private static async Task<int> RunAsync(Func<Task<int>> work, TextWriter errors)
    {
        try
        {
            return await work();
        }
        catch (SettingsException wrong)
        {
            await errors.WriteLineAsync($"hotlink: {wrong.Message}");
            return ExitCode.Usage;
        }
        catch (ArgumentException wrong)
        {
            await errors.WriteLineAsync($"hotlink: {wrong.Message}");
            return ExitCode.Usage;
        }
        catch (HotlinkException failure)
        {
            await errors.WriteLineAsync($"hotlink: {FailureText.Of(failure)}");
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            await errors.WriteLineAsync("hotlink: interrupted.");
            return ExitCode.Interrupted;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"hotlink: {failure.Message}");
            return ExitCode.Failed;
        }
    }
}
