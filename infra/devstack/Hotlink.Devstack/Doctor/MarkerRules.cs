namespace Hotlink.Devstack.Doctor;

/// <summary>What each marker has to say, taken alone.</summary>
internal static class MarkerRules
{
    private const string Check = "markers";

    public static IEnumerable<Finding> Look(MarkerFile marker)
    {
        var where = $"{marker.Local}: {marker.Directory}";
        if (marker.Ids is not { } ids || ids.First == ids.Second)
        {
            yield return Finding.Problem(Check, $"{where}: the directory isn't named N_to_M with two different numbers",
                "daemons take the parties' numbers from it; without them the marker is ignored", "name it after the parties' numbers: 0_to_1");
        }

        if (marker.From == marker.To)
        {
            yield return Finding.Problem(Check, $"{where}: from and to are the same, {marker.From}",
                "the channel would lead back to oneself", "put the peer's email into 'to'");
        }
        else if (marker.From != marker.Local && marker.To != marker.Local)
        {
            yield return Finding.Problem(Check, $"{where}: it joins {marker.From} and {marker.To}, and {marker.Local} is neither",
                "no tunnel opens for somebody else's channel", "write the emails that the daemons run with");
        }

        if (marker.Owner != marker.Local)
        {
            yield return Finding.Warning(Check, $"{where}: it lies in the datasite of {marker.Owner}",
                "a party sends on paths of its own datasite; on another's it needs the right to write there, and both directions fall on one path (the canonical owner)",
                $"put it into {marker.Local}/{marker.Below}");
        }

        foreach (var finding in LookAtPorts(marker, where))
        {
            yield return finding;
        }
    }

    /// <summary>The port on which this end's program reaches the channel; 0 when there is none.</summary>
    public static int LocalPort(MarkerFile marker) => marker.Ports.Count > 0 ? marker.Ports.GetValueOrDefault(marker.Local) : marker.Port;

    private static IEnumerable<Finding> LookAtPorts(MarkerFile marker, string where)
    {
        if (marker.Ports.Count > 0 && !marker.Ports.ContainsKey(marker.Local))
        {
            yield return Finding.Problem(Check, $"{where}: 'ports' has no entry for {marker.Local}",
                "the daemon doesn't know where to listen", "list both parties' ports by the emails that the daemons run with");
        }
        else if (LocalPort(marker) == 0)
        {
            yield return Finding.Problem(Check, $"{where}: the port is missing or not 1 to 65535", "the daemon doesn't know where to listen", "give a port");
        }

        if (marker.Port == 0 && LocalPort(marker) != 0)
        {
            yield return Finding.Warning(Check, $"{where}: 'port' is missing", "today's clients want it beside 'ports'", "add it");
        }
    }
}
