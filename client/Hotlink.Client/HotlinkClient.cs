using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Hotlink.Client.Connection;
using Hotlink.Client.Sessions;
using Hotlink.Client.Wire;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;

namespace Hotlink.Client;

/// <summary>
/// A connection to a relay that repairs itself, and the sessions over it. Thread-safe. State outlives sockets: a lost connection is made
/// again, reliable streams go on where they were, and what can't be repeated fails with a reason.
/// </summary>
public sealed class HotlinkClient : IAsyncDisposable
{
    private readonly ClientCore _core;

    private HotlinkClient(HotlinkClientOptions options) =>
        (Options, User, _core) = (options, options.User.ToLowerInvariant(), new(options, options.User.ToLowerInvariant()));

    /// <summary>What the client was made with.</summary>
    public HotlinkClientOptions Options { get; }

    /// <summary>One's own email, in lower case.</summary>
    public string User { get; }

    /// <summary>How the connection to the relay stands.</summary>
    public HotlinkLinkState State => _core.Links.State;

    /// <summary>What the relay said about itself; null before the first connection.</summary>
    public HotlinkServer? Server => _core.Links.Server;

    /// <summary>
    /// Files, manifests and requests that the relay sends, in order. Bounded: what nobody reads in time is lost, and
    /// <see cref="HotlinkNotice.Missed"/> of the next one counts it.
    /// </summary>
    public ChannelReader<HotlinkNotice> Notices => _core.Notices;

    /// <summary>Connects to a relay.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message names all that are.</exception>
    /// <exception cref="HotlinkException">
    /// <see cref="HotlinkReason.Unauthorized"/>, or <see cref="HotlinkReason.RelayUnreachable"/> unless
    /// <see cref="HotlinkClientOptions.WaitForRelay"/> is set.
    /// </exception>
    public static async Task<HotlinkClient> ConnectAsync(HotlinkClientOptions options, CancellationToken cancellationToken = default)
    {
        OptionsValidator.Check(options);
        var client = new HotlinkClient(options);
        try
        {
            await client._core.Links.StartAsync(cancellationToken).ConfigureAwait(false);
            return client;
        }
        catch (Exception exception)
        {
            await client.DisposeAsync().ConfigureAwait(false);
            if (exception is OperationCanceledException)
            {
                cancellationToken.ThrowIfCancellationRequested(); // With the caller's own token.
            }

            throw;
        }
    }

    /// <summary>Completes when the connection to the relay is up.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HotlinkException"><see cref="HotlinkReason.ClientClosed"/>.</exception>
    public Task WaitConnectedAsync(CancellationToken cancellationToken = default) => _core.Links.WaitAsync(cancellationToken);

    /// <summary>Opens a byte stream on a path and waits until somebody accepts it.</summary>
    /// <param name="path">One's own directional path.</param>
    /// <param name="to">The only user meant, or null for everybody who may read the path.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HotlinkException">The open was refused, or nobody accepted in time.</exception>
    public Task<HotlinkWriter> OpenAsync(string path, string? to = null, CancellationToken cancellationToken = default) =>
        OpenAsync(new HotlinkOpenOptions { Path = path, To = to }, cancellationToken);

    /// <summary>Opens a session for sending and waits until somebody accepts it.</summary>
    /// <param name="options">Where to, and what for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HotlinkException">The open was refused, or nobody accepted in time.</exception>
    /// <exception cref="ArgumentException">The label is too long, or has other characters than it may have.</exception>
    public async Task<HotlinkWriter> OpenAsync(HotlinkOpenOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!PathRules.IsCanonical(options.Path))
        {
            throw new HotlinkException(HotlinkReason.InvalidPath, "the path is empty, too long or not canonical");
        }

        MessageRules.CheckLabel(options.Label);
        return new(await _core.OpenAsync(options with { To = PeerOf(options.To) }, cancellationToken).ConfigureAwait(false), _core.Context);
    }

    /// <summary>Accepts the next incoming session on a path.</summary>
    /// <param name="path">The sender's directional path.</param>
    /// <param name="from">The sender, or null for anybody.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<HotlinkReader> AcceptAsync(string path, string? from = null, CancellationToken cancellationToken = default) =>
        AcceptAsync(new HotlinkFilter { Path = path, Peer = from }, cancellationToken);

    /// <summary>Accepts the next incoming session that a filter lets through.</summary>
    /// <param name="filter">What is wanted.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<HotlinkReader> AcceptAsync(HotlinkFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return _core.Offers.AcceptAsync(filter with { Peer = PeerOf(filter.Peer) }, cancellationToken);
    }

    /// <summary>
    /// Accepts incoming sessions one after the other. A session waits for the loop to come round, at most
    /// <see cref="HotlinkClientOptions.OfferTimeout"/>; then it is rejected.
    /// </summary>
    /// <param name="filter">What is wanted.</param>
    /// <param name="cancellationToken">Ends the loop.</param>
    public async IAsyncEnumerable<HotlinkReader> AcceptAllAsync(
        HotlinkFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            yield return await AcceptAsync(filter, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Opens a channel on <see cref="HotlinkChannelOptions.TcpStreamName"/> of a directory, and waits for the peer to do so.</summary>
    /// <param name="directory">The directory below each party's datasite.</param>
    /// <param name="peer">The other party.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HotlinkException">A direction was refused, or the peer did not come in time.</exception>
    public Task<HotlinkChannel> OpenChannelAsync(string directory, string peer, CancellationToken cancellationToken = default) =>
        OpenChannelAsync(new HotlinkChannelOptions { Directory = directory, Peer = peer }, cancellationToken);

    /// <summary>Opens a channel: sends on one's own path, receives on the peer's.</summary>
    /// <param name="options">Where, and with whom.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HotlinkException">A direction was refused, or the peer did not come in time.</exception>
    public Task<HotlinkChannel> OpenChannelAsync(HotlinkChannelOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var peer = PeerOf(options.Peer) ?? throw new ArgumentException("A channel has a peer.", nameof(options));
        return ChannelOpener.OpenAsync(this, options with { Peer = peer }, cancellationToken);
    }

    /// <summary>Writes a file at the relay and waits until it is stored.</summary>
    /// <param name="path">The file, the owner's email first.</param>
    /// <param name="content">The content, at most 4 MiB.</param>
    /// <param name="cancellationToken">Gives up waiting; the file may be written all the same.</param>
    /// <exception cref="HotlinkException">
    /// <see cref="HotlinkReason.FileRefused"/>, <see cref="HotlinkReason.PermissionDenied"/>, <see cref="HotlinkReason.Timeout"/>, or
    /// <see cref="HotlinkReason.LinkLost"/>, where the file may have been written.
    /// </exception>
    public Task WriteFileAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default) =>
        PathRules.IsCanonical(path)
            ? _core.Files.WriteAsync(path, content, cancellationToken)
            : throw new HotlinkException(HotlinkReason.InvalidPath, "the path is empty, too long or not canonical");

    /// <summary>Publishes the access files of one's own datasite for a reader. Not acknowledged.</summary>
    /// <param name="manifest">What to publish.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task PublishAsync(HotlinkManifest manifest, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var order = manifest.Entries.Select(static entry => new AclEntry(entry.Key, entry.Value)).ToArray();
        var message = new AclManifest(1, manifest.Datasite, manifest.For, manifest.ForHash, WireTime.From(manifest.Generated), order);
        return _core.PublishAsync(message, cancellationToken);
    }

    /// <summary>What was moved since the client was made, in all.</summary>
    public HotlinkTotals GetTotals() => _core.Context.Totals.Read();

    /// <summary>The streams that have not ended, each as it stands now.</summary>
    public IReadOnlyList<HotlinkStreamStatus> GetStreams()
    {
        var sessions = _core.Context.Sessions;
        var all = sessions.Senders().Select(static stream => stream.GetStatus()).Concat(sessions.Receivers().Select(static stream => stream.GetStatus()));
        return [.. all.Where(static stream => stream.State != HotlinkStreamState.Ended)];
    }

    /// <summary>
    /// Ends all streams (<see cref="HotlinkReason.ClientClosed"/>, peers are told) and the connection. What readers hold can still be read.
    /// </summary>
    public ValueTask DisposeAsync() => _core.DisposeAsync();

    // Identities are compared as they are: emails are lower case from here on. Oneself is never a peer.
    private string? PeerOf(string? email)
    {
        var peer = string.IsNullOrWhiteSpace(email) ? null : email.Trim().ToLowerInvariant();
        return peer == User ? throw new HotlinkException(HotlinkReason.RecipientIsSender, "the peer is oneself") : peer;
    }
}
