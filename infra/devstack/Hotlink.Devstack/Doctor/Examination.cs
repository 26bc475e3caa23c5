using Hotlink.Devstack.Network;
using Hotlink.Devstack.Stacks;

namespace Hotlink.Devstack.Doctor;

/// <summary>Everything that the doctor does, in order.</summary>
internal sealed class Examination(DoctorOptions options, TimeProvider timeProvider)
{
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        List<Finding> findings = [];
        if (options.Token is { } token && options.User is { } user)
        {
            findings.AddRange(TokenRules.Look(token, user, timeProvider.GetUtcNow()));
        }

        if (options.Server is { } server)
        {
            findings.AddRange(await new ServerCheck(timeProvider).LookAsync(server, options.User, options.Token, cancellationToken));
        }

        findings.AddRange(LookAtFiles());
        findings.AddRange(LookForLeftovers());
        if (options.Probe is { } command)
        {
            findings.AddRange(await new ProbeCheck(timeProvider).LookAsync(command, options.ProbePeriod, cancellationToken));
        }

        return findings;
    }

    /// <summary>Only what needs neither server nor time: what is looked at before every run.</summary>
    public IReadOnlyList<Finding> LookAtFiles()
    {
        List<Finding> findings = [.. options.Parties.SelectMany(PathRules.Look)];
        List<MarkerFile> markers = [.. options.Parties.SelectMany(party => MarkerReader.Read(party, findings))];
        var today = DateOnly.FromDateTime(timeProvider.GetUtcNow().UtcDateTime);
        foreach (var party in options.Parties)
        {
            var rulebook = RuleFolder.Load(party.Datasites, findings);
            findings.AddRange(markers.Where(marker => marker.Local == party.Email).SelectMany(marker => RightsRules.Look(marker, rulebook, today)));
        }

        findings.AddRange(markers.SelectMany(MarkerRules.Look));
        findings.AddRange(MarkerPairs.Look(markers));
        if (markers.Count > 0 && findings.All(finding => finding.Check is not ("markers" or "rights") || finding.Severity == Severity.Ok))
        {
            findings.Add(Finding.Ok("markers", $"{markers.Count} marker(s) are well-formed, agree with each other, and their paths are open to both ends"));
        }

        findings.AddRange(PortRules.Look(markers, FreePorts.IsFree, options.Running.Contains));
        return findings;
    }

    private IEnumerable<Finding> LookForLeftovers()
    {
        var leftovers = LeftoverFinder.Find(options.Home);
        return
        [
            .. leftovers.Select(leftover => Finding.Warning("leftovers", leftover.ToText(),
                "old processes hold ports and connections, and get into new runs", "./hotlink devstack prune")),
            .. SocketRules.Look(SocketRules.Folder),
            .. leftovers.Count == 0 ? [Finding.Ok("leftovers", "nothing of earlier devstack runs is left")] : Array.Empty<Finding>(),
        ];
    }
}
