using System.CommandLine;
using Hotlink.Devstack.Output;
using Hotlink.Devstack.Scenarios.Reports;
using Hotlink.Devstack.Scenarios.Running;
using Hotlink.Devstack.Scenarios.Schema;
using Hotlink.Devstack.Stacks;

namespace Hotlink.Devstack.Commands;

/// <summary><c>devstack run</c>.</summary>
internal static class RunCommand
{
    private static readonly Argument<FileInfo> Scenario = new("file") { Description = "The scenario." };
    private static readonly Option<string?> Results = new("--results") { Description = "Where logs and reports are kept. Default: results in the folder of all stacks.", HelpName = "DIR" };
    private static readonly Option<bool> Check = new("--check") { Description = "Only read the file and say what is wrong with it." };

    public static Command Create()
    {
        Scenario.AcceptExistingOnly();
        var command = new Command("run", "Run a scenario on a stack of its own: exit code 0 when all of it holds.") { Scenario, Results, Check, CommonOptions.Home };
        command.SetAction((result, token) => CommonOptions.GuardAsync(() => RunAsync(result, token)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var scenario = ScenarioReader.ReadFile(result.GetValue(Scenario)!.FullName);
        if (result.GetValue(Check))
        {
            Console.WriteLine($"{scenario.Name}: {scenario.Parties.Count} parties, {scenario.Steps.Count} steps");
            return 0;
        }

        var home = CommonOptions.HomeOf(result);
        foreach (var leftover in LeftoverFinder.Find(home))
        {
            Console.WriteLine($"leftover: {leftover.ToText()}; devstack prune removes it");
        }

        Console.WriteLine($"{scenario.Name}: {scenario.About}");
        var runner = new ScenarioRunner(home, ToolPaths.Find(AppContext.BaseDirectory), TimeProvider.System, Console.WriteLine);
        var report = await runner.RunAsync(scenario, result.GetValue(Results) ?? Path.Combine(home.Folder, "results"), cancellationToken);
        ReportText.Write(Consoles.Standard(), report);
        return report.Passed ? 0 : 1;
    }
}
