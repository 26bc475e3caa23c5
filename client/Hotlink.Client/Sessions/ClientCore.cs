using Hotlink.Client.Connection;
using Hotlink.Client.Files;
using Hotlink.Client.Notices;
using Hotlink.Client.Streams;
using Hotlink.Protocol.Messages;

namespace Hotlink.Client.Sessions;

/// <summary>The parts of a client, put together. Thread-safe.</summary>
internal sealed class ClientCore : ILinkUser, IAsyncDisposable
{
    private readonly LinkKeeper _keeper;
    private int _disposed;

    /// <summary>Makes no connection yet.</summary>
    public ClientCore(HotlinkClientOptions options, string user)
    {
        Context = new(options, user);
        Offers = new(Context);
        Files = new(Context);
        Notices = new(options.NoticeBytes);
        _keeper = new(Context, this);
    }

    /// <summary>What the parts share.</summary>
    public ClientContext Context { get; }

    /// <summary>Incoming sessions.</summary>
    public OfferDesk Offers { get; }

    /// <summary>File writes.</summary>
    public FileWrites Files { get; }

    /// <summary>What belongs to no session.</summary>
    public NoticeQueue Notices { get; }

    /// <summary>The connection.</summary>
    public LinkKeeper Links => _keeper;

    /// <inheritdoc/>
    public Dispatcher NewSink() => new(Context, Offers, Files, Notices);

    /// <inheritdoc/>
    public void LinkLost()
    {
        Offers.LinkLost();
        Files.LinkLost();
        foreach (var stream in Context.Sessions.Senders())
        {
            stream.LinkLost();
        }

        foreach (var stream in Context.Sessions.Receivers())
        {
            stream.LinkLost(lost: null);
        }
    }

    /// <summary>Opens a stream for sending.</summary>
    public async Task<OutboundStream> OpenAsync(HotlinkOpenOptions options, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(Context.IsClosing, typeof(HotlinkClient));
        var stream = new OutboundStream(Context, options);
        await stream.OpenAsync(cancellationToken).ConfigureAwait(false);
        return stream;
    }

    /// <summary>Sends a message that nobody acknowledges, in JSON: Go and Rust disagree about it in MessagePack.</summary>
    public Task PublishAsync(AclManifest manifest, CancellationToken cancellationToken)
    {
        var link = Context.Link ?? throw new HotlinkException(HotlinkReason.LinkLost, "there is no connection to the relay now");
        return link.SendAsync(new(MessageIds.New(), manifest), Protocol.WireEncoding.Json, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        // From here on there are no further streams: whoever comes now is told, and the loops below find all others.
        Context.IsClosing = true;
        Offers.Close();
        Context.Sessions.Close();
        var closed = EndReason.ClientClosed;
        foreach (var stream in Context.Sessions.Senders())
        {
            stream.Abort(closed);
        }

        foreach (var stream in Context.Sessions.Receivers())
        {
            stream.GiveUp(closed);
        }

        await _keeper.DisposeAsync().ConfigureAwait(false);
        LinkLost();
        Notices.Complete();
        Context.Scheduler.Dispose();
    }
}
