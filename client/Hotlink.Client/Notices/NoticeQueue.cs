using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace Hotlink.Client.Notices;

/// <summary>
/// Notices that wait for the application, bounded in number and bytes. What doesn't fit is lost, and counted on the next one. Thread-safe.
/// </summary>
internal sealed class NoticeQueue(int maxBytes) : ChannelReader<HotlinkNotice>
{
    private const int MaxCount = 4096;
    private const int Overhead = 256;
    private readonly Channel<HotlinkNotice> _notices = Channel.CreateBounded<HotlinkNotice>(new BoundedChannelOptions(MaxCount));
    private long _bytes;
    private int _missed;

    /// <inheritdoc/>
    public override bool CanCount => _notices.Reader.CanCount;

    /// <inheritdoc/>
    public override int Count => _notices.Reader.Count;

    /// <inheritdoc/>
    public override Task Completion => _notices.Reader.Completion;

    /// <summary>How many were lost since the last one that found room.</summary>
    public int Missed => Volatile.Read(ref _missed);

    /// <summary>Adds a notice. Only the reader of the connection calls it.</summary>
    public void Add(HotlinkNotice notice)
    {
        var size = SizeOf(notice);
        if (Interlocked.Read(ref _bytes) + size > maxBytes || !_notices.Writer.TryWrite(notice with { Missed = _missed }))
        {
            _missed++;
            return;
        }

        Interlocked.Add(ref _bytes, size);
        _missed = 0;
    }

    /// <summary>No more will come.</summary>
    public void Complete() => _notices.Writer.TryComplete();

    /// <inheritdoc/>
    public override bool TryRead([MaybeNullWhen(false)] out HotlinkNotice item)
    {
        if (!_notices.Reader.TryRead(out item))
        {
            return false;
        }

        Interlocked.Add(ref _bytes, -SizeOf(item));
        return true;
    }

    /// <inheritdoc/>
    public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) =>
        _notices.Reader.WaitToReadAsync(cancellationToken);

    // Every text counts: a relay may put the megabytes where nobody expects any.
    private static long SizeOf(HotlinkNotice notice) => Overhead + notice switch
    {
        HotlinkFileNotice file => file.Content.Length + TextBytes(file.Path, file.ETag),
        HotlinkRequestNotice request => request.Body.Length
            + TextBytes(request.Url, request.From, request.Method, request.RequestId, request.ETag)
            + request.Headers.Sum(static header => TextBytes(header.Key, header.Value) + Overhead),
        HotlinkManifestNotice { Manifest: var manifest } => TextBytes(manifest.Datasite, manifest.For, manifest.ForHash)
            + manifest.Entries.Sum(static entry => TextBytes(entry.Key, entry.Value) + Overhead),
        _ => 0,
    };

    private static long TextBytes(params ReadOnlySpan<string> texts)
    {
        var length = 0L;
        foreach (var text in texts)
        {
            length += text.Length;
        }

        return length * sizeof(char);
    }
}
