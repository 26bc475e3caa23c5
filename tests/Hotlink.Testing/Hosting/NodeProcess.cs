using System.Diagnostics;
using System.Text;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Waiting;

namespace Hotlink.Testing.Hosting;

/// <summary>The executable as a process of its own.</summary>
public sealed class NodeProcess : IAsyncDisposable
{
    private const string Greeting = "listens on ";
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private NodeProcess(Process process) => _process = process;

    /// <summary>Where it listens, once it says so.</summary>
    /// <param name="within">How long that may take; as long as anything that should come at once, where unset.</param>
    public async Task<Uri> AddressAsync(TimeSpan? within = null)
    {
        await EventWait.UntilAsync(
            () => _address.Task.IsCompleted || _process.HasExited, () => Output, within, "the line that says where it listens");
        return await _address.Task.SoonAsync(() => Output, "the line that says where it listens");
    }

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

    /// <summary>Starts <c>hotlink</c> with arguments.</summary>
    /// <param name="folder">Its working folder.</param>
    /// <param name="arguments">The command line.</param>
    public static NodeProcess Start(string folder, params IEnumerable<string> arguments) => Start(folder, [], arguments);

    /// <summary>Starts <c>hotlink</c> with arguments, and an environment beside the one of the tests.</summary>
    /// <param name="folder">Its working folder.</param>
    /// <param name="environment">Names and values.</param>
    /// <param name="arguments">The command line.</param>
    public static NodeProcess Start(string folder, IEnumerable<(string Name, string Value)> environment, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Hotlink.Node.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var node = new NodeProcess(Process.Start(start)!);
        node._process.OutputDataReceived += (_, line) => node.Add(line.Data);
        node._process.ErrorDataReceived += (_, line) => node.Add(line.Data);
        node._process.BeginOutputReadLine();
        node._process.BeginErrorReadLine();
        return node;
    }

    /// <summary>The process.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Asks it to stop, as an operator's SIGTERM does.</summary>
    public Task TerminateAsync() => SignalAsync("TERM");

    /// <summary>Ends it without a last word.</summary>
    public Task KillAsync() => SignalAsync("KILL");

    /// <summary>Lets it hang: it does nothing, and its sockets stay open.</summary>
    public Task FreezeAsync() => SignalAsync("STOP");

    /// <summary>Lets it go on after <see cref="FreezeAsync"/>.</summary>
    public Task ThawAsync() => SignalAsync("CONT");

    private async Task SignalAsync(string name)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{name} {_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>How it ended.</summary>
    /// <param name="within">How long that may take; as long as anything that should come at once, where unset.</param>
    public async Task<int> ExitCodeAsync(TimeSpan? within = null)
    {
        await EventWait.UntilAsync(() => _process.HasExited, () => Output, within, "the end of the process");
        await _process.WaitForExitAsync(); // And of its output.
        return _process.ExitCode;
    }

    /// <summary>Connects a peer and sees it greeted.</summary>
    public async Task<FakePeer> ConnectAsync(PeerOptions options)
    {
        var peer = await FakePeer.ConnectAsync(new(System.Net.IPAddress.Loopback, (await AddressAsync()).Port), options).SoonAsync();
        await peer.NextAsync<Hotlink.Protocol.Messages.SystemMessage>();
        return peer;
    }

    /// <inheritdoc/>
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

        if (line?.IndexOf(Greeting, StringComparison.Ordinal) is >= 0 and var at)
        {
            _address.TrySetResult(new(line[(at + Greeting.Length)..].Split(' ', ',')[0]));
        }
    }
}
