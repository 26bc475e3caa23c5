using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Hotlink.Load.Tunnels;

/// <summary>A process that a measurement starts and ends.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int KeptCharacters = 4000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Process _process;
    private readonly string _name;
    private readonly StringBuilder _output = new();
    private readonly List<(string Words, TaskCompletionSource<string> Said)> _awaited = [];

    private ChildProcess(Process process, string name)
    {
        (_process, _name) = (process, name);
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Its id.</summary>
    public int Id => _process.Id;

    /// <summary>Where a program is, or null.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Where(static folder => folder.Length > 0).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Starts a program.</summary>
    /// <exception cref="LoadException">It isn't there.</exception>
    public static ChildProcess Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        try
        {
            return new(Process.Start(start)!, Path.GetFileName(program));
        }
        catch (Win32Exception missing)
        {
            throw new LoadException($"{program} can't be started: {missing.Message}", missing);
        }
    }

    /// <summary>Starts one of this repository's executables.</summary>
    /// <exception cref="LoadException">It has not been built.</exception>
    public static ChildProcess StartOwn(string project, IEnumerable<string> arguments)
    {
        var beside = Path.Combine(AppContext.BaseDirectory, "..", "..", project, Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), $"{project}.dll");
        return File.Exists(beside)
            ? Start("dotnet", [Path.GetFullPath(beside), .. arguments])
            : throw new LoadException($"{project} has not been built: run ./hotlink build first.");
    }

    /// <summary>Waits for a line with these words.</summary>
    /// <exception cref="LoadException">It ended without, or took too long.</exception>
    public async Task<string> SaysAsync(string words, CancellationToken cancellationToken)
    {
        TaskCompletionSource<string> said = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_output)
        {
            _awaited.Add((words, said));
            if (_output.ToString().Split('\n').FirstOrDefault(line => line.Contains(words, StringComparison.Ordinal)) is { } line)
            {
                return line;
            }
        }

        var end = _process.WaitForExitAsync(cancellationToken);
        var first = await Task.WhenAny(said.Task, end, Task.Delay(Patience, TimeProvider.System, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        return first == said.Task ? await said.Task : throw new LoadException($"{_name} does not say '{words}':\n{_output}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
            _output.Remove(0, Math.Max(_output.Length - KeptCharacters, 0));
            foreach (var (_, said) in _awaited.Where(awaited => line.Contains(awaited.Words, StringComparison.Ordinal)))
            {
                said.TrySetResult(line);
            }
        }
    }
}
