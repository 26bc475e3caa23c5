using System.Diagnostics;
using System.Text;

namespace Hotlink.Testing.Hosting;

/// <summary>A process with what it writes to either of its outputs. It and all it started end with this object. Thread-safe.</summary>
public sealed class RunningProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Action<string>? _onLine;

    private RunningProcess(Process process, Action<string>? onLine)
    {
        (_process, _onLine) = (process, onLine);
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it wrote so far.</summary>
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

    /// <summary>The process.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>How it ended; only once <see cref="WaitForExitAsync"/> is done.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Starts a program.</summary>
    /// <param name="program">Its name or path.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="folder">Its working folder; where unset, that of temporary files.</param>
    /// <param name="onLine">Hears each line that it writes.</param>
    /// <param name="environment">Names and values beside the environment of the tests.</param>
    public static RunningProcess Start(
        string program,
        IEnumerable<string> arguments,
        string? folder = null,
        Action<string>? onLine = null,
        IEnumerable<(string Name, string Value)>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Path.GetTempPath(),
        };
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        return new(Process.Start(start)!, onLine);
    }

    /// <summary>Completes when it has ended and all its output is here.</summary>
    public Task WaitForExitAsync(CancellationToken cancellationToken = default) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>Sends it a signal.</summary>
    /// <param name="name">The signal's name without SIG.</param>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{name} {_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Add(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (line is not null)
        {
            _onLine?.Invoke(line);
        }
    }
}
