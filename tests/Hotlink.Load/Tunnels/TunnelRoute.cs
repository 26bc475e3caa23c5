using Hotlink.Load.Nodes;
using Hotlink.Load.Processes;

namespace Hotlink.Load.Tunnels;

/// <summary>Application, tunnel, relay, tunnel, application: each of the three in the middle a process of its own.</summary>
internal sealed class TunnelRoute : IRoute
{
    private const string Near = "bench-near@bench.local";
    private const string Far = "bench-far@bench.local";
    private const string Channel = "bench/_mpc/0_to_1";
    private readonly List<ChildProcess> _processes = [];
    private DirectoryInfo? _folder;
    private RelayNode? _relay;
    private (int Near, int Far) _ports;

    /// <inheritdoc/>
    public string Name => "tunnel";

    /// <inheritdoc/>
    public IReadOnlyList<int> Processes => [Relay.Id, .. _processes.Select(static process => process.Id)];

    /// <summary>The relay, once it listens.</summary>
    public RelayNode Relay => _relay ?? throw new InvalidOperationException("Not started.");

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _folder = Directory.CreateTempSubdirectory("hotlink-bench-");
        foreach (var owner in (ReadOnlySpan<string>)[Near, Far])
        {
            var site = Directory.CreateDirectory(Path.Combine(_folder.FullName, owner));
            File.WriteAllText(Path.Combine(site.FullName, "syft.pub.yaml"), "rules:\n  - pattern: \"**\"\n    access:\n      read: [\"*\"]\n      write: [\"*\"]\n");
        }

        _relay = await RelayNode.StartAsync(_folder.FullName, RelayNode.Defaults, cancellationToken);
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

        if (_relay is not null)
        {
            await _relay.DisposeAsync();
        }

        _folder?.Delete(recursive: true);
    }

    private async Task<int> TunnelAsync(string user, string peer, CancellationToken cancellationToken)
    {
        var tunnel = ChildProcess.StartOwn("Hotlink.Cli", ["tunnel", "0", $"{user}/{Channel}", "--to", peer, "--user", user, "--server", Relay.Url]);
        _processes.Add(tunnel);
        var address = await tunnel.ListensAsync(cancellationToken);
        return int.Parse(address[(address.LastIndexOf(':') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
    }
}
