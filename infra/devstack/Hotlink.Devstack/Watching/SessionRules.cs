namespace Hotlink.Devstack.Watching;

/// <summary>What must never be seen in a daemon's sessions.</summary>
internal static class SessionRules
{
    public const string SelfSessions = "self-sessions";
    public const string Rejects = "rejects";

    /// <summary>A session whose peer is the party itself: bytes that go in a circle.</summary>
    public static Verdict? FindSelfSession(StackSample sample) =>
    (
        from party in sample.Parties
        from session in party.Telemetry?.Sessions ?? []
        where string.Equals(session.Peer, party.Email, StringComparison.OrdinalIgnoreCase)
        select new Verdict(SelfSessions, party.Index, $"{party.Email} has a session on {session.Channel} with itself as the peer")
    ).FirstOrDefault();

    /// <summary>An open that was turned down.</summary>
    public static Verdict? FindReject(StackSample sample)
    {
        foreach (var party in sample.Parties)
        {
            if (party.Telemetry?.Sessions.FirstOrDefault(session => session.Status == "rejected") is { } session)
            {
                return new(Rejects, party.Index, $"the session of {party.Email} to {session.Peer} on {session.Channel} was rejected{Because(party)}");
            }

            if (party.Telemetry is { Rejects: > 0 } telemetry)
            {
                return new(Rejects, party.Index, $"{party.Email} had {telemetry.Rejects} session(s) rejected{Because(party)}");
            }
        }

        return null;
    }

    private static string Because(PartySample party) => party.Telemetry?.LastError is { Length: > 0 } error ? $"; its last error: {error}" : "";
}
