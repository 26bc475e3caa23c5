namespace Hotlink.Devstack.Doctor;

/// <summary>What the markers of different parties have to agree on.</summary>
internal static class MarkerPairs
{
    private const string Check = "markers";

    /// <param name="markers">Those of all parties that are known.</param>
    public static IEnumerable<Finding> Look(IReadOnlyList<MarkerFile> markers) =>
    [
        .. markers.SelectMany(marker => LookAtCounterpart(marker, markers)),
        .. markers.GroupBy(marker => (marker.Local, Port: MarkerRules.LocalPort(marker))).Where(group => group.Key.Port > 0).SelectMany(LookAtSamePort),
        .. markers.GroupBy(marker => marker.Group).SelectMany(group => LookAtNumbers(group.Key, [.. group])),
    ];

    private static IEnumerable<Finding> LookAtCounterpart(MarkerFile marker, IReadOnlyList<MarkerFile> all)
    {
        var others = all.Where(other => other.Local == marker.Peer).ToList();
        if (others.Count == 0 && all.All(other => other.Local != marker.Peer))
        {
            yield break; // Nothing of that party is known, or it has no markers: that shows from where it is known.
        }

        var counterpart = others.FirstOrDefault(other => other.Group == marker.Group && other.Peer == marker.Local
            && (other.Name == marker.Name || other.Name == marker.SwappedName));
        if (counterpart is null)
        {
            yield return Finding.Problem(Check, $"{marker.Peer} has no marker to match {marker.Directory} of {marker.Local}",
                "only one direction of the channel would ever come up, and the computation waits for the other",
                $"lay out {marker.Peer}/{marker.Group}/{marker.Name} or …/{marker.SwappedName} there, with the same two emails and ports");
            yield break;
        }

        foreach (var (email, port) in marker.Ports)
        {
            if (counterpart.Ports.TryGetValue(email, out var theirs) && theirs != port && string.CompareOrdinal(marker.Local, marker.Peer) < 0)
            {
                yield return Finding.Problem(Check, $"the ports of {marker.Name} differ: {marker.Local} says {email} is at {port}, {marker.Peer} says {theirs}",
                    "a program connects to a port where nobody listens", "write the same 'ports' into both markers");
            }
        }
    }

    private static IEnumerable<Finding> LookAtSamePort(IGrouping<(string Local, int Port), MarkerFile> group)
    {
        var places = group.GroupBy(marker => marker.Below).ToList();
        if (places.Count > 1)
        {
            yield return Finding.Problem(Check, $"{group.Key.Local} has port {group.Key.Port} for {places.Count} channels: {string.Join(", ", places.Select(place => place.Key))}",
                "only the first can listen on it", "give each its own, or remove the markers of old runs");
        }
    }

    // Every pair of numbers stands for a pair of emails. Whoever is in all pairs of a number has that number.
    private static IEnumerable<Finding> LookAtNumbers(string group, IReadOnlyList<MarkerFile> markers)
    {
        var candidates = new Dictionary<int, HashSet<string>>();
        foreach (var marker in markers.Where(marker => marker.Ids is not null))
        {
            foreach (var id in new[] { marker.Ids!.Value.First, marker.Ids.Value.Second })
            {
                if (candidates.TryGetValue(id, out var known))
                {
                    known.IntersectWith([marker.From, marker.To]);
                }
                else
                {
                    candidates[id] = [marker.From, marker.To];
                }
            }
        }

        foreach (var (id, _) in candidates.Where(entry => entry.Value.Count == 0))
        {
            yield return Finding.Problem(Check, $"{group}: no party can be number {id}: the markers with {id} in their name have no email in common",
                "numbers are swapped: bytes go to the wrong party, or to nobody", "give every party one number and use it in all directory names");
        }

        foreach (var finding in LookAtDirections(group, markers, candidates))
        {
            yield return finding;
        }
    }

    private static IEnumerable<Finding> LookAtDirections(string group, IReadOnlyList<MarkerFile> markers, Dictionary<int, HashSet<string>> candidates)
    {
        foreach (var marker in markers.Where(marker => marker.Ids is { } ids && ids.First > ids.Second))
        {
            // N_to_M with the larger number in front is always somebody's own outgoing direction.
            if (candidates[marker.Ids!.Value.First] is { Count: 1 } known && !known.Contains(marker.From))
            {
                yield return Finding.Problem(Check, $"{group}/{marker.Name} of {marker.Local} is from {marker.From}, but number {marker.Ids.Value.First} is {known.Single()}",
                    "numbers are swapped: the peer looks for its bytes elsewhere", $"rename it to {marker.SwappedName}, or correct 'from' and 'to'");
            }
        }
    }
}
