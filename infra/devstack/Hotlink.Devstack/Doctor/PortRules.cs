namespace Hotlink.Devstack.Doctor;

/// <summary>Whether the local ports of channels can be had.</summary>
internal static class PortRules
{
    private const string Check = "ports";

    /// <param name="markers">Those of all parties on this machine.</param>
    /// <param name="isFree">Whether something could listen on a port now.</param>
    /// <param name="running">Whether the party's daemon runs: then its ports have to be taken.</param>
    public static IEnumerable<Finding> Look(IReadOnlyList<MarkerFile> markers, Func<int, bool> isFree, Func<string, bool> running)
    {
        var ports = markers.Select(marker => (marker.Local, Port: MarkerRules.LocalPort(marker))).Where(entry => entry.Port > 0).Distinct().ToList();
        var wrong = ports.Where(entry => isFree(entry.Port) == running(entry.Local)).ToList();
        foreach (var (email, port) in wrong)
        {
            yield return running(email)
                ? Finding.Problem(Check, $"nobody listens on port {port}, though the daemon of {email} runs", "its program gets 'connection refused'",
                    "look at the daemon's log: it may not have taken the marker")
                : Finding.Problem(Check, $"port {port} of {email} is taken by another program", "the tunnel can't listen, or a program talks to a stranger: this is how runs contaminate each other",
                    "find it (ss -ltnp), end it, or choose other ports");
        }

        if (wrong.Count == 0 && ports.Count > 0)
        {
            yield return Finding.Ok(Check, $"{ports.Count} port(s) are as they should be");
        }
    }
}
