using Hotlink.Domain.Access;

namespace Hotlink.Devstack.Doctor;

/// <summary>Whether both ends of a channel may do what they have to, and which rule says no.</summary>
internal static class RightsRules
{
    private const string Check = "rights";

    public static IEnumerable<Finding> Look(MarkerFile marker, Rulebook rulebook, DateOnly today)
    {
        var path = $"{marker.Directory}/stream.tcp.request";
        if (rulebook.Decide(marker.Local, AccessLevel.Write, path, today) is { Allowed: false } write)
        {
            yield return Finding.Problem(Check, $"{marker.Local} may not write {path}: {Because(write)}",
                "its open is rejected with 'permission denied', and the direction never comes up",
                marker.Owner == marker.Local ? "correct the rule" : $"send on {marker.Local}/{marker.Below}, where it is the owner, or let {marker.Owner} give it the right to write");
        }

        if (rulebook.Decide(marker.Peer, AccessLevel.Read, path, today) is { Allowed: false } read)
        {
            yield return Finding.Problem(Check, $"{marker.Peer} may not read {path}: {Because(read)}",
                "it is never told of the open: the sender waits 30 s, and then hears 'no receiver'",
                $"let {marker.Directory}/syft.pub.yaml give {marker.Peer} the right to read '**'");
        }
    }

    private static string Because(AccessDecision decision) => decision.RuleFile is null
        ? decision.Reason.ToText()
        : $"{decision.Reason.ToText()} (rule '{decision.Pattern}' of {decision.RuleFile})";
}
