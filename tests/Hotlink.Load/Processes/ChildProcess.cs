using System.Collections.ObjectModel;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Hotlink.Load.Client;

namespace Hotlink.Load.Processes;

/// <summary>A process that a measurement starts and ends.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int KeptCharacters = 4000;
    private const string Listening = "listens on ";
    // A machine under load reads the whole of Orleans from disk.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
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
    /// <param name="program">Its name or path.</param>
    /// <param name="arguments">What it is told.</param>
    /// <exception cref="LoadException">It isn't there.</exception>
    public static ChildProcess Start(string program, IEnumerable<string> arguments) => Start(Path.GetFileName(program), program, arguments, []);

    /// <summary>Starts one of this repository's executables.</summary>
    /// <param name="project">Its project.</param>
    /// <param name="arguments">What it is told.</param>
    /// <param name="environment">What its environment has besides that of this process.</param>
    /// <exception cref="LoadException">It has not been built.</exception>
    public static ChildProcess StartOwn(string project, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var beside = Path.Combine(AppContext.BaseDirectory, "..", "..", project, Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), $"{project}.dll");
        return File.Exists(beside)
            ? Start(project, "dotnet", [Path.GetFullPath(beside), .. arguments], environment ?? ReadOnlyDictionary<string, string>.Empty)
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

    /// <summary>Waits until it says where it listens.</summary>
    /// <returns>The first address.</returns>
    /// <exception cref="LoadException">It ended without, or took too long.</exception>
    public async Task<string> ListensAsync(CancellationToken cancellationToken)
    {
        var line = await SaysAsync(Listening, cancellationToken);
        return line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..].Split(' ', ',')[0];
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

    private static ChildProcess Start(string name, string program, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        SocketTuning.Forget(start.Environment);
        foreach (var (variable, value) in environment)
        {
            start.Environment[variable] = value;
        }

        try
        {
            return new(Process.Start(start)!, name);
        }
        catch (Win32Exception missing)
        {
            throw new LoadException($"{program} can't be started: {missing.Message}", missing);
        }
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
