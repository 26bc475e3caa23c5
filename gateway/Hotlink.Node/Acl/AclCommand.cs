using System.CommandLine;
using System.Text;
using Hotlink.Grains.Access.Checking;

namespace Hotlink.Node.Acl;

/// <summary>The <c>acl</c> command: questions about the access rules in a folder of datasites.</summary>
internal static class AclCommand
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Create()
    {
        var command = new Command("acl", "Ask the access rules in a folder of datasites.");
        command.Subcommands.Add(CreateCheck());
        return command;
    }

    private static Command CreateCheck()
    {
        var datasites = new Option<string>("--datasites") { Description = "The folder: DIR/<email>/…/syft.pub.yaml.", HelpName = "DIR" };
        var user = new Option<string?>("--user") { Description = "Who wants access.", HelpName = "EMAIL" };
        var level = new Option<string>("--level")
        {
            Description = "read, create, write or admin.",
            HelpName = "LEVEL",
            DefaultValueFactory = _ => "read",
        };
        var batch = new Option<bool>("--batch")
        {
            Description = """Answer JSON lines {"path","user","level"} from standard input with lines {"allow","rule"}.""",
        };
        var paths = new Argument<string[]>("path") { Description = "Paths relative to the folder.", Arity = ArgumentArity.ZeroOrMore };
        var check = new Command("check", "Say for each path whether the user may, and which rule decides.") { datasites, user, level, batch, paths };
        check.SetAction((result, cancellationToken) => CheckAsync(
            result.GetValue(datasites), result.GetValue(user), result.GetValue(level), result.GetValue(batch), result.GetValue(paths) ?? [], cancellationToken));
        return check;
    }

    private static async Task<int> CheckAsync(
        string? datasites, string? user, string? level, bool batch, string[] paths, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(datasites) || !AccessLevelNames.TryParse(level, out var parsed))
        {
            var what = string.IsNullOrEmpty(datasites) ? "Name the folder: --datasites DIR." : $"--level is one of {string.Join(", ", AccessLevelNames.All)}.";
            await Console.Error.WriteLineAsync(what);
            return AccessCheck.Misused;
        }

        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var input = new StreamReader(Console.OpenStandardInput(), utf8);
        await using var output = new StreamWriter(Console.OpenStandardOutput(), utf8);
        var check = new AccessCheck(input, output, Console.Error, TimeProvider.System);
        var options = new AccessCheckOptions { Root = datasites, User = user, Level = parsed, Batch = batch, Paths = paths };
        return await check.RunAsync(options, cancellationToken);
    }
}
