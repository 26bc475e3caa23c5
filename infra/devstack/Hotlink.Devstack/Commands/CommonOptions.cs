using System.CommandLine;
using Hotlink.Devstack.Stacks;

namespace Hotlink.Devstack.Commands;

/// <summary>What several commands take.</summary>
internal static class CommonOptions
{
    public static readonly Option<string?> Home = new("--home")
    {
        Description = $"The folder of all stacks. Default: ${StackHome.Variable}, else ~/.hotlink/devstack.",
        HelpName = "DIR",
    };

    public static readonly Option<string?> Run = new("--run") { Description = "Which stack: the beginning of its run id. Default: the only one.", HelpName = "RUN" };

    public static StackHome HomeOf(ParseResult result) => result.GetValue(Home) is { } folder ? new(folder) : StackHome.Default();

    /// <summary>Runs a command and turns what people can do something about into a line and a code.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
        catch (Exception failure) when (failure is DevstackException or Scenarios.Schema.ScenarioException or IOException or UnauthorizedAccessException or TimeoutException or System.Net.Sockets.SocketException)
        {
            await Console.Error.WriteLineAsync($"devstack: {failure.Message}");
            return 2;
        }
    }
}
