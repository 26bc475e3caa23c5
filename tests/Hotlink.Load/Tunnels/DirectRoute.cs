namespace Hotlink.Load.Tunnels;

/// <summary>One TCP connection over loopback: the limit.</summary>
internal sealed class DirectRoute : IRoute
{
    /// <inheritdoc/>
    public string Name => "direct";

    /// <inheritdoc/>
    public IReadOnlyList<int> Processes => [];

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<RouteEnds> OpenAsync(CancellationToken cancellationToken)
    {
        using var listener = Loopback.Listen();
        var accept = Loopback.AcceptAsync(listener, cancellationToken);
        var near = await Loopback.ConnectAsync(((System.Net.IPEndPoint)listener.LocalEndPoint!).Port, cancellationToken);
        return new(near, await accept);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
