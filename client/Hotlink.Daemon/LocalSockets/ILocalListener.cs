namespace Hotlink.Daemon.LocalSockets;

/// <summary>A place where applications connect.</summary>
internal interface ILocalListener : IAsyncDisposable
{
    /// <summary>What the marker says.</summary>
    string Address { get; }

    /// <summary>Waits for the next application.</summary>
    /// <exception cref="IOException">Nobody can connect any more.</exception>
    Task<LocalTransport> AcceptAsync(CancellationToken cancellationToken);
}
