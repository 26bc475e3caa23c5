using System.Threading.Channels;

namespace Hotlink.Client.Sessions;

/// <summary>The signals of a peer that wait for the application: a bounded number. Thread-safe.</summary>
internal sealed class SignalInbox
{
    private const int MaxCount = 64;
    private const int MaxTextLength = 64 * 1024;
    private const int MaxAddresses = 64;

    private readonly Channel<HotlinkPeerSignal> _signals = Channel.CreateBounded<HotlinkPeerSignal>(
        new BoundedChannelOptions(MaxCount) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Takes a signal; lost where there are too many, or it is unreasonably long.</summary>
    public void Add(HotlinkPeerSignal signal)
    {
        if (signal.Kind.Length + signal.Token.Length + signal.Error.Length <= MaxTextLength && signal.Addresses.Count <= MaxAddresses
            && signal.Addresses.Sum(static address => address.Length) <= MaxTextLength)
        {
            _signals.Writer.TryWrite(signal);
        }
    }

    /// <summary>No more will come.</summary>
    public void Complete() => _signals.Writer.TryComplete();

    /// <summary>Waits for the next one; null at the end.</summary>
    public async ValueTask<HotlinkPeerSignal?> ReadAsync(CancellationToken cancellationToken) =>
        await _signals.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false) && _signals.Reader.TryRead(out var signal) ? signal : null;
}
