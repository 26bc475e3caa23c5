using Hotlink.Client;
using Hotlink.Daemon.Datasites;
using Hotlink.Daemon.Fallback;
using Hotlink.Daemon.Framing;

namespace Hotlink.Daemon.LocalSockets;

/// <summary>Everything that belongs to one directory with a marker: the applications, the way in, the way out.</summary>
internal sealed class Station
{
    private const int MaxSessions = 64;

    // A file holds 4 MiB, and the head of a message has to fit as well.
    private const int MaxPayloadBytes = (4 * 1024 * 1024) - 4096;
    private readonly OutboundRoute _route;
    private readonly string _user;
    private readonly int _maxPayloadBytes;
    private volatile string? _lastPeer;
    private int _sessionCount;

    public Station(string directory, string markerFile, ILocalListener listener, HotlinkClient client, LocalSocketOptions options, CancellationToken stopped)
    {
        (Directory, _user, Stopped) = (directory, client.User, stopped);
        _maxPayloadBytes = Math.Min(MaxPayloadBytes, client.Options.WindowBytes - 4096);
        Marker = new(directory, markerFile, listener, options, SendAsync);
        Lane = new(Marker, options.HoldBytes);
        _route = new(client, directory, options, Recipient, (kind, text) => Marker.Report(kind, text)) { OnFailed = Marker.CloseConnectionsAsync };
    }

    /// <summary>The canonical path of the directory.</summary>
    public string Directory { get; }

    /// <summary>The applications.</summary>
    public LocalMarker Marker { get; }

    /// <summary>The way in.</summary>
    public DirectoryLane Lane { get; }

    /// <summary>Cancelled when the directory is not served any more.</summary>
    public CancellationToken Stopped { get; }

    /// <summary>Whether a peer's session brings something.</summary>
    public bool HasSessions => Volatile.Read(ref _sessionCount) > 0;

    /// <summary>A peer's session begins.</summary>
    /// <returns>Whether there is room for it.</returns>
    public bool TryEnter(string peer)
    {
        _lastPeer = peer;
        if (Interlocked.Increment(ref _sessionCount) <= MaxSessions)
        {
            return true;
        }

        Leave();
        return false;
    }

    /// <summary>A peer's session has ended.</summary>
    public void Leave() => Interlocked.Decrement(ref _sessionCount);

    /// <summary>Serves the directory until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var scope = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] parts = [Marker.RunAsync(scope.Token), Lane.RunAsync(scope.Token), _route.RunAsync(scope.Token)];
        await Task.WhenAny(parts).ConfigureAwait(false);
        await scope.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(parts).ConfigureAwait(false);
    }

    // The other side of a conversation: who sent something here, else the owner of the directory, else everybody who may read it.
    private string? Recipient() =>
        _lastPeer ?? (DatasitePath.DatasiteOf(Directory) is var owner && owner != _user ? owner : null);

    private ValueTask SendAsync(HlnkFrame frame, CancellationToken cancellationToken)
    {
        var refusal = !StreamDirectories.Holds(Directory, frame.Path) ? "its path is not in the marker's directory"
            : !StreamDirectories.IsEligible(frame.Path) ? "its path is neither a request nor a response"
            : frame.Payload.IsEmpty ? "it is empty"
            : frame.Payload.Length > _maxPayloadBytes ? "it is larger than a message may be"
            : null;
        if (refusal is not null)
        {
            Marker.Report(LocalSocketEventKind.FrameRefused, $"a frame of the application: {refusal}");
            return default;
        }

        return _route.SendAsync(frame.ETag.Length > 0 ? frame : frame with { ETag = EntityTag.Of(frame.Payload.Span) }, cancellationToken);
    }
}
