using System.Globalization;

namespace Hotlink.Devstack.Watching;

/// <summary>
/// Finds that nothing moves any more though work is left, and who is to blame. Work is left while a program runs; nothing moves when no
/// party's counters changed over the whole window and no program computed.
/// </summary>
internal sealed class StallRule(int intervals)
{
    public const string Name = "stalls";

    /// <summary>A program that uses this share of a core is computing, and others wait for it with good reason.</summary>
    private const double ComputingShare = 0.2;

    /// <summary>Daemons write their counters at least every three seconds.</summary>
    private static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(4);

    /// <param name="samples">The last samples, the oldest first: the window is the last <c>intervals + 1</c> of them.</param>
    public Verdict? Find(IReadOnlyList<StackSample> samples)
    {
        if (samples.Count <= intervals)
        {
            return null;
        }

        var (first, last) = (samples[^(intervals + 1)], samples[^1]);
        var window = last.At - first.At;
        var worked = samples.Skip(samples.Count - intervals - 1).All(sample => sample.WorkLeft);
        if (!worked || last.Parties.Zip(first.Parties).Any(pair => Moves(pair.Second, pair.First, window)))
        {
            return null;
        }

        var (cause, party, text) = Blame(last);
        var waited = string.Create(CultureInfo.InvariantCulture, $"nothing has moved for {window.TotalSeconds:0.0} s ({intervals} intervals) while work is left: ");
        return new(Name, party, waited + text) { Cause = cause };
    }

    private static bool Moves(PartySample before, PartySample after, TimeSpan window) =>
        after.Moved != before.Moved || after.ProcessorTime - before.ProcessorTime > window * ComputingShare;

    private static (StallCause Cause, int? Party, string Text) Blame(StackSample sample) => sample.Parties
        .Select(party => Suspect(party, sample))
        .Where(suspicion => suspicion is not null)
        .OrderBy(suspicion => suspicion!.Value.Cause)
        .FirstOrDefault() is { } found ? found : (StallCause.Unknown, null, "no party stands out; see the logs");

    private static (StallCause Cause, int? Party, string Text)? Suspect(PartySample party, StackSample sample)
    {
        (StallCause, int?, string) By(StallCause cause, string text) => (cause, party.Index, $"{party.Email}: {text}");
        var telemetry = party.Telemetry;
        return party switch
        {
            { Started: true, DaemonAlive: false } => By(StallCause.DaemonGone, "its daemon is gone"),
            { DaemonStopped: true } => By(StallCause.DaemonFrozen, "its daemon is frozen (a stop signal holds it)"),
            _ when party.Workloads.FirstOrDefault(workload => workload.Stopped) is { } frozen =>
                By(StallCause.WorkloadFrozen, $"its program {frozen.Name} is frozen (a stop signal holds it)"),
            _ when telemetry is not null && sample.At - telemetry.Updated > SilentAfter =>
                By(StallCause.DaemonSilent, string.Create(CultureInfo.InvariantCulture, $"its daemon has written no counters for {(sample.At - telemetry.Updated).TotalSeconds:0} s")),
            _ when telemetry?.Linked == false => By(StallCause.LinkDown, "its daemon has no connection to the relay"),
            _ when telemetry?.Sessions.Any(session => session.Stall == "own-application") == true =>
                By(StallCause.ApplicationSlow, "its program takes nothing of what has come for it"),
            _ when Accuser(party, sample) is { } accuser =>
                By(StallCause.AccusedByPeer, $"the daemon of {accuser.Email} waits for it ({accuser.Reason})"),
            { Workloads.Count: 0 } => By(StallCause.NoWorkload, "none of its programs runs, and the others' do"),
            _ when telemetry?.Tunnels.FirstOrDefault(tunnel => !tunnel.Value) is { Key: > 0 } unused =>
                By(StallCause.TunnelUnused, $"no program of it is connected to its tunnel on port {unused.Key}"),
            _ => null,
        };
    }

    private static (string Email, string Reason)? Accuser(PartySample accused, StackSample sample) => sample.Parties
        .Where(party => party.Index != accused.Index)
        .SelectMany(party => (party.Telemetry?.Sessions ?? []).Select(session => (party.Email, Session: session)))
        .Where(pair => pair.Session.Peer == accused.Email && pair.Session.Stall is ("peer-link" or "peer-application"))
        .Select(pair => ((string, string)?)(pair.Email, pair.Session.Stall))
        .FirstOrDefault();
}
