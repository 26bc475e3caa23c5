using Hotlink.Testing.Peers;
using Hotlink.Testing.Waiting;

namespace Hotlink.Testing.Hosting;

/// <summary>The executable as a process of its own.</summary>
public sealed class NodeProcess : IAsyncDisposable
{
    private const string Greeting = "listens on ";
    private readonly RunningProcess _process;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private NodeProcess(string folder, IEnumerable<(string Name, string Value)> environment, IEnumerable<string> arguments) =>
        _process = RunningProcess.Start(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "Hotlink.Node.dll"), .. arguments], folder, Look, environment);

    /// <summary>Where it listens, once it says so.</summary>
    /// <param name="within">How long that may take; as long as anything that should come at once, where unset.</param>
    public async Task<Uri> AddressAsync(TimeSpan? within = null)
    {
        await EventWait.UntilAsync(
            () => _address.Task.IsCompleted || _process.HasExited, () => Output, within, "the line that says where it listens");
        return await _address.Task.SoonAsync(() => Output, "the line that says where it listens");
    }

    /// <summary>What it wrote, to either of its outputs.</summary>
    public string Output => _process.Output;

    /// <summary>Starts <c>hotlink</c> with arguments.</summary>
    /// <param name="folder">Its working folder.</param>
    /// <param name="arguments">The command line.</param>
    public static NodeProcess Start(string folder, params IEnumerable<string> arguments) => new(folder, [], arguments);

    /// <summary>Starts <c>hotlink</c> with arguments, and an environment beside the one of the tests.</summary>
    /// <param name="folder">Its working folder.</param>
    /// <param name="environment">Names and values.</param>
    /// <param name="arguments">The command line.</param>
    public static NodeProcess Start(string folder, IEnumerable<(string Name, string Value)> environment, IEnumerable<string> arguments) =>
        new(folder, environment, arguments);

    /// <summary>The process.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Asks it to stop, as an operator's SIGTERM does.</summary>
    public Task TerminateAsync() => _process.SignalAsync("TERM");

    /// <summary>Ends it without a last word.</summary>
    public Task KillAsync() => _process.SignalAsync("KILL");

    /// <summary>Lets it hang: it does nothing, and its sockets stay open.</summary>
    public Task FreezeAsync() => _process.SignalAsync("STOP");

    /// <summary>Lets it go on after <see cref="FreezeAsync"/>.</summary>
    public Task ThawAsync() => _process.SignalAsync("CONT");

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
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private void Look(string line)
    {
        if (line.IndexOf(Greeting, StringComparison.Ordinal) is >= 0 and var at)
        {
            _address.TrySetResult(new(line[(at + Greeting.Length)..].Split(' ', ',')[0]));
        }
    }
}
