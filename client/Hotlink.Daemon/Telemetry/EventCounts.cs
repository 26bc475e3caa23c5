using Hotlink.Client;

namespace Hotlink.Daemon.Telemetry;

/// <summary>Counts what the client tells. Thread-safe.</summary>
internal sealed class EventCounts
{
    private long _rejects;
    private long _refused;
    private long _resumes;
    private long _stalls;
    private long _accepted;
    private string _lastError = "";

    /// <summary>Sessions that either side rejected.</summary>
    public long Rejects => Interlocked.Read(ref _rejects);

    /// <summary>Messages that were refused.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Streams that went on.</summary>
    public long Resumes => Interlocked.Read(ref _resumes);

    /// <summary>Streams that stood still.</summary>
    public long Stalls => Interlocked.Read(ref _stalls);

    /// <summary>Sessions for sending that were accepted.</summary>
    public long OutboundAccepted => Interlocked.Read(ref _accepted);

    /// <summary>The last thing that went wrong, in words.</summary>
    public string LastError => Volatile.Read(ref _lastError);

    /// <summary>Something happened.</summary>
    public void Add(HotlinkEvent happened)
    {
        switch (happened.Kind)
        {
            case HotlinkEventKind.OfferRejected:
                Fail(ref _rejects, happened);
                break;
            case HotlinkEventKind.StreamEnded when IsReject(happened):
                Fail(ref _rejects, happened);
                break;
            case HotlinkEventKind.StreamEnded or HotlinkEventKind.LinkDown when happened.Reason != HotlinkReason.None:
                Volatile.Write(ref _lastError, Words(happened));
                break;
            case HotlinkEventKind.Refused:
                Fail(ref _refused, happened);
                break;
            case HotlinkEventKind.StreamResumed:
                Interlocked.Increment(ref _resumes);
                break;
            case HotlinkEventKind.StreamStalled:
                Fail(ref _stalls, happened);
                break;
            case HotlinkEventKind.SessionAccepted when happened.Outbound:
                Interlocked.Increment(ref _accepted);
                break;
        }
    }

    private static bool IsReject(HotlinkEvent happened) => happened.Outbound && happened.Reason is HotlinkReason.PermissionDenied
        or HotlinkReason.AlreadyAccepted or HotlinkReason.SessionExists or HotlinkReason.InvalidPath or HotlinkReason.RecipientIsSender
        or HotlinkReason.IpcUnavailable or HotlinkReason.TooManySessions or HotlinkReason.TooManyOpens;

    private static string Words(HotlinkEvent happened) =>
        $"{happened.Kind}{(happened.Path.Length == 0 ? "" : $" on {happened.Path}")}: {(happened.Stall == HotlinkStallCause.None ? happened.Reason : happened.Stall)}"
        + (happened.Text.Length == 0 ? "" : $" ({happened.Text})");

    private void Fail(ref long counter, HotlinkEvent happened)
    {
        Interlocked.Increment(ref counter);
        Volatile.Write(ref _lastError, Words(happened));
    }
}
