using Hotlink.Devstack.Processes;
using Hotlink.Devstack.Scenarios.Running;

namespace Hotlink.Devstack.Doctor;

/// <summary>Starts a program alone, without relay or peers, and looks whether it lives.</summary>
internal sealed class ProbeCheck(TimeProvider timeProvider)
{
    private const long MaxBinaryBytes = 512L * 1024 * 1024;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    public async Task<IReadOnlyList<Finding>> LookAsync(string command, TimeSpan period, CancellationToken cancellationToken)
    {
        var program = ProgramPath.Find(ProgramPath.FirstWord(command));
        if (program is null)
        {
            return [Finding.Problem("probe", $"the program of '{command}' doesn't exist or isn't on the PATH", "no party can run it", "correct the path, or build it")];
        }

        return [.. ProbeRules.LookAtBuild(program, DebugPathsIn(program)), ProbeRules.Look(await RunAsync(command, period, cancellationToken), period)];
    }

    private async Task<ProcessEnd?> RunAsync(string command, TimeSpan period, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("hotlink-probe-");
        var signals = new SignalSender();
        var kernel = new KernelKills();
        try
        {
            using var child = ChildProcess.Start(
                new() { Name = "the program", Command = ShellCommand.Of(command), Folder = Environment.CurrentDirectory, Log = Path.Combine(folder.FullName, "output.log") },
                timeProvider);
            try
            {
                await child.Exit.WaitAsync(period, timeProvider, cancellationToken);
                return await ProcessEnd.OfAsync(child, signals, kernel, timeProvider);
            }
            catch (TimeoutException)
            {
                return null;
            }
            finally
            {
                await EndAsync(child, signals);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task EndAsync(ChildProcess child, SignalSender signals)
    {
        signals.SendToGroup(child.Identity, Signal.Terminate);
        try
        {
            await child.Exit.WaitAsync(Grace, timeProvider);
        }
        catch (TimeoutException)
        {
            signals.SendToGroup(child.Identity, Signal.Kill);
            await child.Exit;
        }
    }

    private static IReadOnlyList<string> DebugPathsIn(string program)
    {
        var length = new FileInfo(program).Length;
        if (length is 0 or > MaxBinaryBytes)
        {
            return [];
        }

        return ProbeRules.DebugPaths(File.ReadAllBytes(program));
    }
}
