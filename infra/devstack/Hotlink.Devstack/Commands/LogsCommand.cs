using System.CommandLine;
using Hotlink.Devstack.Processes;
using Hotlink.Devstack.Stacks;

namespace Hotlink.Devstack.Commands;

/// <summary><c>devstack logs</c>.</summary>
internal static class LogsCommand
{
    private static readonly Argument<string?> Party = new("party") { Description = "A party's number, name or email, or relay. Default: all.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<int> Lines = new("--lines") { Description = "How many lines of each.", DefaultValueFactory = _ => 40 };

    public static Command Create()
    {
        var command = new Command("logs", "Show the ends of logs, and where they are.") { Party, Lines, CommonOptions.Run, CommonOptions.Home };
        command.SetAction((result, _) => CommonOptions.GuardAsync(() => Task.FromResult(Run(
            CommonOptions.HomeOf(result).Find(result.GetValue(CommonOptions.Run)), result.GetValue(Party), result.GetValue(Lines)))));
        return command;
    }

    private static int Run(StackState state, string? which, int lines)
    {
        var processes = state.Processes.Where(process => Fits(state, process, which)).ToList();
        foreach (var process in processes)
        {
            Console.WriteLine($"== {process.Name} (pid {process.Identity.Pid}, {(process.Identity.IsAlive ? "runs" : "gone")}): {process.Log}");
            Console.WriteLine(LogTail.Read(process.Log, lines));
        }

        return processes.Count > 0 ? 0 : throw new DevstackException($"Nothing of '{which}' runs in {state.RunId}; there are {string.Join(", ", state.Processes.Select(process => process.Name))}.");
    }

    private static bool Fits(StackState state, ProcessRecord process, string? which)
    {
        var party = state.Parties.FirstOrDefault(party => party.Email == process.Party);
        return which is null || process.Name == which || (party is null ? which == "relay" : which == party.Email || which == party.Name || which == $"{party.Index}");
    }
}
