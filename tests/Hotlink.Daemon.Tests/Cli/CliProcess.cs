using System.Diagnostics;
using System.Text;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.Cli;

/// <summary>The command as a process of its own, its inputs and outputs in the test's hands.</summary>
internal sealed class CliProcess : IAsyncDisposable
{
    // Where it was built: its copy beside the tests lacks what the framework of the tests has.
    private static readonly string Executable = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Hotlink.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "Hotlink.Cli.dll"));

    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly Task<byte[]> _output;
    private readonly Task _listening;
    private readonly MemoryStream _all = new();
    private long _written;

    private CliProcess(Process process)
    {
        _process = process;
        _output = ReadAllAsync(process.StandardOutput.BaseStream);
        _listening = ListenAsync(process.StandardError);
    }

    /// <summary>What it wrote to standard error so far.</summary>
    public string Errors
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString();
            }
        }
    }

    /// <summary>Standard input.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>Starts the command, without any setting of this machine.</summary>
    /// <param name="arguments">The command line.</param>
    public static CliProcess Start(params IEnumerable<string> arguments) => Start(new Dictionary<string, string>(), arguments);

    /// <summary>Starts the command with some variables of the environment.</summary>
    /// <param name="environment">The variables.</param>
    /// <param name="arguments">The command line.</param>
    public static CliProcess Start(IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Executable, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsOurs).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["HOME"] = Path.GetTempPath();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new(Process.Start(start)!);
    }

    /// <summary>Waits for words on standard error.</summary>
    public Task SaysAsync(string words) => EventWait.UntilAsync(() => Errors.Contains(words, StringComparison.Ordinal), () => Errors, expected: words);

    /// <summary>Waits for bytes on standard output.</summary>
    public Task WroteAsync(int bytes) => EventWait.UntilAsync(() => Volatile.Read(ref _written) >= bytes, () => Errors, expected: $"{bytes} bytes of output");

    /// <summary>Waits for the first line on standard output.</summary>
    public async Task<string> ReadLineAsync()
    {
        string[] lines = [];
        await EventWait.UntilAsync(() => (lines = Written().Split('\n')).Length > 1, () => Errors, expected: "a line of output");
        return lines[0].TrimEnd();
    }

    /// <summary>Sends a signal.</summary>
    /// <param name="signal">Its name without SIG.</param>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>How it ended, and what it wrote to standard output.</summary>
    public async Task<(int Code, byte[] Output)> EndAsync()
    {
        await _process.WaitForExitAsync().SoonAsync(() => Errors, "the end of the process");
        await _listening;
        return (_process.ExitCode, await _output);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        await Task.WhenAll(_listening, _output);
        _process.Dispose();
    }

    private string Written()
    {
        lock (_all)
        {
            return Encoding.UTF8.GetString(_all.GetBuffer(), 0, (int)_all.Length);
        }
    }

    private static bool IsOurs(string name) =>
        name.StartsWith("HOTLINK_", StringComparison.Ordinal) || name.StartsWith("SYFTBOX_", StringComparison.Ordinal);

    private async Task<byte[]> ReadAllAsync(Stream output)
    {
        var buffer = new byte[64 * 1024];
        while (await output.ReadAsync(buffer) is var count and > 0)
        {
            lock (_all)
            {
                _all.Write(buffer, 0, count);
                Volatile.Write(ref _written, _all.Length);
            }
        }

        return _all.ToArray();
    }

    private async Task ListenAsync(StreamReader errors)
    {
        while (await errors.ReadLineAsync() is { } line)
        {
            lock (_errors)
            {
                _errors.AppendLine(line);
            }
        }
    }
}
