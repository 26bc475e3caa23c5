using System.Globalization;
using System.Net;
using Hotlink.Load.Processes;

namespace Hotlink.Load.Tunnels;

/// <summary>A chain of bare TCP splices: as many <c>socat</c> processes as a tunnel has hops, and nothing that a relay does.</summary>
internal sealed class SpliceRoute(int hops) : IRoute
{
    // The one behind it may have been started and not listen yet.
    private const string Patient = "retry=1000,interval=0.02";

    private readonly List<ChildProcess> _processes = [];

    /// <inheritdoc/>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{hops} splice{(hops == 1 ? "" : "s")}");

    /// <inheritdoc/>
    public IReadOnlyList<int> Processes => [.. _processes.Select(static process => process.Id)];

    /// <summary>Whether socat is here.</summary>
    public static bool IsThere => ChildProcess.Find("socat") is not null;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<RouteEnds> OpenAsync(CancellationToken cancellationToken)
    {
        await StopAsync();
        using var listener = Loopback.Listen();
        var next = ((IPEndPoint)listener.LocalEndPoint!).Port;
        for (var hop = 0; hop < hops; hop++)
        {
            var port = Loopback.FreePort();
            _processes.Add(ChildProcess.Start("socat", ["-b", "65536", $"TCP4-LISTEN:{port},bind=127.0.0.1,reuseaddr,nodelay", $"TCP4:127.0.0.1:{next},nodelay,{Patient}"]));
            next = port;
        }

        var accept = Loopback.AcceptAsync(listener, cancellationToken);
        var near = await Loopback.ConnectAsync(next, cancellationToken);
        return new(near, await accept);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task StopAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }

        _processes.Clear();
    }
}
