using System.Diagnostics;
using System.Text;
using Hotlink.Devstack.Processes;
using Hotlink.Testing.Waiting;

namespace Hotlink.Devstack.Tests.Kit;

/// <summary>One of the programs under test, as a process.</summary>
internal sealed class ToolProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private ToolProcess(Process process) => _process = process;

    /// <summary>What it wrote, to either of its outputs.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public ProcessIdentity Identity => ProcessIdentity.Of(_process.Id)!;

    /// <summary>Starts a program that the build has put beside the tests.</summary>
    public static ToolProcess Start(string name, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{name}.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var tool = new ToolProcess(Process.Start(start)!);
        tool._process.OutputDataReceived += (_, line) => tool.Add(line.Data);
        tool._process.ErrorDataReceived += (_, line) => tool.Add(line.Data);
        tool._process.BeginOutputReadLine();
        tool._process.BeginErrorReadLine();
        return tool;
    }

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

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Add(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
