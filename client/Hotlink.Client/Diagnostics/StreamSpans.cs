using System.Diagnostics;

namespace Hotlink.Client.Diagnostics;

/// <summary>The traces of one stream: how long it took to open, to be accepted, to bring the first byte, to go on. Not thread-safe.</summary>
internal sealed class StreamSpans(TimeProvider time, bool isOutbound)
{
    private static readonly ActivitySource Source = new(HotlinkDiagnostics.SourceName);
    private readonly DateTimeOffset _openedAt = time.GetUtcNow();
    private DateTimeOffset? _suspendedAt;
    private bool _hasFirstByte;

    /// <summary>The session was accepted.</summary>
    public void Accepted(string path, string? peer) => Record(isOutbound ? "hotlink.open" : "hotlink.accept", _openedAt, path, peer);

    /// <summary>The first byte has come.</summary>
    public void FirstByte(string path, string? peer)
    {
        if (!_hasFirstByte)
        {
            _hasFirstByte = true;
            Record("hotlink.first_byte", _openedAt, path, peer);
        }
    }

    /// <summary>The session is lost.</summary>
    public void Suspended() => _suspendedAt ??= time.GetUtcNow();

    /// <summary>The stream goes on.</summary>
    public void Resumed(string path, string? peer)
    {
        Record("hotlink.resume", _suspendedAt ?? time.GetUtcNow(), path, peer);
        _suspendedAt = null;
    }

    private void Record(string name, DateTimeOffset from, string path, string? peer)
    {
        if (!Source.HasListeners())
        {
            return;
        }

        KeyValuePair<string, object?>[] tags = [new("hotlink.path", path), new("hotlink.peer", peer ?? "")];
        var span = Source.StartActivity(name, isOutbound ? ActivityKind.Producer : ActivityKind.Consumer, default(ActivityContext), tags, null, from);
        span?.SetEndTime(time.GetUtcNow().UtcDateTime);
        span?.Dispose();
    }
}
