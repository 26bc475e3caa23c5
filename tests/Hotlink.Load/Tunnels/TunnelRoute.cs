namespace Hotlink.Load.Tunnels;

/// <summary>Application, tunnel, relay, tunnel, application: each of the three in the middle a process of its own.</summary>
internal sealed class TunnelRoute : IRoute
{
    private const string Near = "bench-near@bench.local";
    private const string Far = "bench-far@bench.local";
    private const string Channel = "bench/_mpc/0_to_1";
    private const string Listening = "listens on ";
    private readonly List<ChildProcess> _processes = [];
    private DirectoryInfo? _folder;
    private (int Near, int Far) _ports;

    /// <inheritdoc/>
    public string Name => "tunnel";

    /// <inheritdoc/>
    public IReadOnlyList<int> Processes => [.. _processes.Select(static process => process.Id)];

    /// <summary>Where the relay listens, once it does.</summary>
    public string Relay { get; private set; } = "";

    /// <summary>The relay's process.</summary>
    public int RelayProcess => _processes[0].Id;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _folder = Directory.CreateTempSubdirectory("hotlink-bench-");
        foreach (var owner in (ReadOnlySpan<string>)[Near, Far])
        {
            var site = Directory.CreateDirectory(Path.Combine(_folder.FullName, owner));
            File.WriteAllText(Path.Combine(site.FullName, "syft.pub.yaml"), "rules:\n  - pattern: \"**\"\n    access:\n      read: [\"*\"]\n      write: [\"*\"]\n");
        }

        var relay = Start("Hotlink.Node", "serve", "--urls", "http://127.0.0.1:0", "--datasites", _folder.FullName);
        Relay = AddressIn(await relay.SaysAsync(Listening, cancellationToken));
        _ports = (await TunnelAsync(Near, Far, cancellationToken), await TunnelAsync(Far, Near, cancellationToken));
    }

    /// <inheritdoc/>
    public async Task<RouteEnds> OpenAsync(CancellationToken cancellationToken)
    {
        var near = await Loopback.ConnectAsync(_ports.Near, cancellationToken);
        return new(near, await Loopback.ConnectAsync(_ports.Far, cancellationToken));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var process in Enumerable.Reverse(_processes))
        {
            await process.DisposeAsync();
        }

        _folder?.Delete(recursive: true);
    }

    private static string AddressIn(string line)
    {
        var rest = line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..];
        return rest.Split(' ', ',')[0];
    }

    private async Task<int> TunnelAsync(string user, string peer, CancellationToken cancellationToken)
    {
        var tunnel = Start("Hotlink.Cli", "tunnel", "0", $"{user}/{Channel}", "--to", peer, "--user", user, "--server", Relay);
        var address = AddressIn(await tunnel.SaysAsync(Listening, cancellationToken));
        return int.Parse(address[(address.LastIndexOf(':') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
    }

    private ChildProcess Start(string project, params string[] arguments)
    {
        var process = ChildProcess.StartOwn(project, arguments);
        _processes.Add(process);
        return process;
    }
}
