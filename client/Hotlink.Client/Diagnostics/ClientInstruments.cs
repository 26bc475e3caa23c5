using System.Diagnostics.Metrics;
using Hotlink.Client.Streams;

namespace Hotlink.Client.Diagnostics;

/// <summary>
/// The metrics of all clients of the process. Tags are few and bounded: direction, mode, reason, cause; never paths, ids or users.
/// </summary>
internal static class ClientInstruments
{
    private const string Direction = "hotlink.direction";
    private static readonly Meter Meter = new(HotlinkDiagnostics.SourceName);

    private static readonly Counter<long> Bytes =
        Meter.CreateCounter<long>("hotlink.client.bytes", "By", "Payload bytes handed to the connection or received, repetitions included.");

    private static readonly Counter<long> Frames = Meter.CreateCounter<long>("hotlink.client.frames", "{frame}", "Data frames sent or received.");

    private static readonly Counter<long> Repeated =
        Meter.CreateCounter<long>("hotlink.client.frames.repeated", "{frame}", "Data frames sent again.");

    private static readonly Counter<long> Links =
        Meter.CreateCounter<long>("hotlink.client.links", "{connection}", "Connections to a relay that came up.");

    private static readonly Counter<long> Resumes =
        Meter.CreateCounter<long>("hotlink.client.resumes", "{resume}", "Streams that went on in a new session.");

    private static readonly Counter<long> Stalls =
        Meter.CreateCounter<long>("hotlink.client.stalls", "{stall}", "Streams that stood still, by who held them up.");

    private static readonly Counter<long> Streams = Meter.CreateCounter<long>("hotlink.client.streams.ended", "{stream}", "Streams that ended, by reason.");

    private static readonly Counter<long> Refused =
        Meter.CreateCounter<long>("hotlink.client.refused", "{message}", "Messages from the relay that were refused or belonged to nothing.");

    private static readonly Histogram<double> CreditWait =
        Meter.CreateHistogram<double>("hotlink.client.credit_wait", "s", "For how long in all a stream had bytes and no credit.");

    private static readonly KeyValuePair<string, object?> Outbound = new(Direction, "outbound");
    private static readonly KeyValuePair<string, object?> Inbound = new(Direction, "inbound");

    /// <summary>A connection came up.</summary>
    public static void Connected() => Links.Add(1);

    /// <summary>A data frame was written.</summary>
    public static void Sent(in OutFrame frame)
    {
        Bytes.Add(frame.Cost, Outbound);
        Frames.Add(1, Outbound);
        if (frame.IsRepeated)
        {
            Repeated.Add(1);
        }
    }

    /// <summary>A data frame was received.</summary>
    public static void Received(int bytes)
    {
        Bytes.Add(bytes, Inbound);
        Frames.Add(1, Inbound);
    }

    /// <summary>A stream goes on in a new session.</summary>
    public static void Resumed(bool isOutbound) => Resumes.Add(1, isOutbound ? Outbound : Inbound);

    /// <summary>A stream stands still.</summary>
    public static void Stalled(HotlinkStallCause cause, bool isOutbound) =>
        Stalls.Add(1, isOutbound ? Outbound : Inbound, new("hotlink.stall.cause", cause.ToString()));

    /// <summary>A stream for sending ended.</summary>
    public static void Ended(HotlinkReason reason, TimeSpan creditWait)
    {
        Streams.Add(1, Outbound, new("hotlink.reason", reason.ToString()));
        CreditWait.Record(creditWait.TotalSeconds);
    }

    /// <summary>A stream for receiving ended.</summary>
    public static void Ended(HotlinkReason reason) => Streams.Add(1, Inbound, new("hotlink.reason", reason.ToString()));

    /// <summary>A message was refused.</summary>
    public static void RefusedMessage() => Refused.Add(1);
}
