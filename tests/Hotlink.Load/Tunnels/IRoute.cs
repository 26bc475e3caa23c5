namespace Hotlink.Load.Tunnels;

/// <summary>A way from one TCP socket to another.</summary>
internal interface IRoute : IAsyncDisposable
{
    /// <summary>What it is, for a person.</summary>
    string Name { get; }

    /// <summary>The processes that do its work.</summary>
    IReadOnlyList<int> Processes { get; }

    /// <summary>Starts what it needs.</summary>
    /// <exception cref="LoadException">That isn't possible; the text says what to do.</exception>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Opens it anew.</summary>
    Task<RouteEnds> OpenAsync(CancellationToken cancellationToken);
}
