using System.Diagnostics;

namespace Hotlink.Devstack.Processes;

/// <summary>
/// A process that writes to its log by itself and leads a session of its own: it survives the end of whoever started it, and a Ctrl-C
/// at the terminal reaches only the devstack, which ends things in order.
/// </summary>
internal sealed class ChildProcess : IDisposable
{
    private const string Redirect = """exec "$0" "$@" >>"$DEVSTACK_LOG" 2>&1 </dev/null""";
    private static readonly string? SetSid = ProgramPath.Find("setsid");
    private readonly Process _process;
    private readonly TimeProvider _timeProvider;
    private readonly long _started;

    private ChildProcess(LaunchPlan plan, Process process, ProcessIdentity identity, TimeProvider timeProvider)
    {
        (Plan, _process, Identity, _timeProvider) = (plan, process, identity, timeProvider);
        _started = timeProvider.GetTimestamp();
        Exit = WaitAsync();
    }

    public LaunchPlan Plan { get; }

    public string Name => Plan.Name;

    public ProcessIdentity Identity { get; }

    /// <summary>Completes when the process has ended.</summary>
    public Task<ProcessExit> Exit { get; }

    /// <summary>How long it has run so far.</summary>
    public TimeSpan Age => _timeProvider.GetElapsedTime(_started);

    /// <exception cref="DevstackException">It can't be started.</exception>
    public static ChildProcess Start(LaunchPlan plan, TimeProvider timeProvider)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(plan.Log)!);
        string[] shell = ["sh", "-c", Redirect, .. plan.Command];
        string[] command = SetSid is null ? shell : [SetSid, .. shell];
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = plan.Folder, UseShellExecute = false };
        start.Environment["DEVSTACK_LOG"] = plan.Log;
        foreach (var (name, value) in plan.Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            var process = Process.Start(start)!;

            // It can be gone already, and then there is nothing left to be told apart from.
            var identity = ProcessIdentity.Of(process.Id) ?? new ProcessIdentity(process.Id, "gone");
            return new(plan, process, identity, timeProvider);
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            throw new DevstackException($"{plan.Name} can't be started: {failure.Message}", failure);
        }
    }

    public string LastOutput(int lines = 12) => LogTail.Read(Plan.Log, lines);

    public void Dispose() => _process.Dispose();

    private async Task<ProcessExit> WaitAsync()
    {
        await _process.WaitForExitAsync();
        return ProcessExit.FromCode(_process.ExitCode, _timeProvider.GetElapsedTime(_started));
    }
}
