using Hotlink.Devstack.Processes;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Waiting;

namespace Hotlink.Devstack.Tests.Kit;

/// <summary>One of the programs under test, as a process.</summary>
internal sealed class ToolProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly RunningProcess _process;

    private ToolProcess(RunningProcess process) => _process = process;

    /// <summary>What it wrote, to either of its outputs.</summary>
    public string Output => _process.Output;

    public ProcessIdentity Identity => ProcessIdentity.Of(_process.Id)!;

    /// <summary>Starts a program that the build has put beside the tests.</summary>
    public static ToolProcess Start(string name, params IEnumerable<string> arguments) =>
        new(RunningProcess.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{name}.dll"), .. arguments], Environment.CurrentDirectory));

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int Code, string Output)> RunAsync(string name, params IEnumerable<string> arguments)
    {
        await using var tool = Start(name, arguments);
        return (await tool.ExitCodeAsync(), tool.Output);
    }

    public async Task<int> ExitCodeAsync()
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(Patience, TimeProvider.System);
            return _process.ExitCode;
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The process didn't end. Its output:\n{Output}");
        }
    }

    public Task SaysAsync(string text) => EventWait.UntilAsync(() => Output.Contains(text, StringComparison.Ordinal), () => Output, Patience, text);

    public void Send(Signal signal) => new SignalSender().Send(Identity, signal);

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
