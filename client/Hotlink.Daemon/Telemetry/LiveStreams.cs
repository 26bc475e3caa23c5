using Hotlink.Client;

namespace Hotlink.Daemon.Telemetry;

/// <summary>Describes the streams of a client in the words of the telemetry. Pure.</summary>
internal static class LiveStreams
{
    private const int ShortId = 8;

    /// <summary>The part of the document that is about now.</summary>
    public static LiveTelemetry Describe(IReadOnlyList<HotlinkStreamStatus> streams, IReadOnlyList<ProxyTelemetry> proxies)
    {
        var (outbound, inbound) = (streams.Where(stream => stream.Outbound).ToList(), streams.Where(stream => !stream.Outbound).ToList());
        var pending = outbound.Count(stream => stream.State == HotlinkStreamState.Opening);
        return new()
        {
            Inbound = inbound.Count,
            OutboundAccepted = outbound.Count - pending,
            OutboundPending = pending,
            TcpProxies = proxies.Count,
            SessionsIn = [.. inbound.Select(stream => new InboundTelemetry(Short(stream.SessionId), stream.Peer, ChannelOf(stream.Path)))],
            SessionsOut = [.. outbound.Select(DescribeOutbound)],
            Proxies = proxies,
            Streams = [.. streams.Select(Describe)],
        };
    }

    /// <summary>The channel of a path: its directory below <c>_mpc</c>, or else the whole directory.</summary>
    public static string ChannelOf(string path)
    {
        var directory = path.LastIndexOf('/') is > 0 and var end ? path[..end] : path;
        const string Below = "/_mpc/";
        return directory.IndexOf(Below, StringComparison.Ordinal) is >= 0 and var at ? directory[(at + Below.Length)..] : directory;
    }

    /// <summary>Who holds a stream up, in the document's words.</summary>
    public static string Name(HotlinkStallCause cause) => cause switch
    {
        HotlinkStallCause.OwnApplication => "own-application",
        HotlinkStallCause.OwnLink => "own-link",
        HotlinkStallCause.Relay => "relay",
        HotlinkStallCause.PeerLink => "peer-link",
        HotlinkStallCause.PeerApplication => "peer-application",
        _ => "",
    };

    private static OutboundTelemetry DescribeOutbound(HotlinkStreamStatus stream) => new(
        Short(stream.SessionId), stream.Peer, ChannelOf(stream.Path), stream.State == HotlinkStreamState.Opening ? "pending" : "accepted", stream.Statistics.Frames);

    private static StreamTelemetry Describe(HotlinkStreamStatus stream) => new()
    {
        Sid = stream.SessionId,
        Path = stream.Path,
        Peer = stream.Peer,
        Direction = stream.Outbound ? "out" : "in",
        State = Lower(stream.State),
        Mode = Lower(stream.Statistics.Mode),
        Bytes = stream.Statistics.Bytes,
        Frames = stream.Statistics.Frames,
        RepeatedFrames = stream.Statistics.RepeatedFrames,
        WaitingBytes = stream.Statistics.WaitingBytes,
        CreditWaitMs = stream.Statistics.CreditWait.TotalMilliseconds,
        RoundTripMs = stream.Statistics.RoundTrip.TotalMilliseconds,
        Resumes = stream.Statistics.Resumes,
        HeldUpBy = Name(stream.Statistics.Stall),
    };

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Short(string sessionId) => sessionId.Length <= ShortId ? sessionId : sessionId[..ShortId];
}
