using Hotlink.Devstack.Stacks;

namespace Hotlink.Devstack.Doctor;

/// <summary>What the doctor looks at before a stack of this machine is launched.</summary>
internal static class Preflight
{
    /// <exception cref="DevstackException">Something is in the way.</exception>
    public static void Check(StackHome home, StackState state, TimeProvider timeProvider)
    {
        var options = new DoctorOptions
        {
            Home = home,
            Parties = [.. state.Parties.Select(party => new PartyFolder(party.Email, state.Layout.Datasites(party.Email)))],
        };
        var problems = new Examination(options, timeProvider).LookAtFiles().Where(finding => finding.Severity == Severity.Problem).ToList();
        if (problems.Count > 0)
        {
            throw new DevstackException(string.Join('\n', problems.Select(problem => $"{problem.Check}: {problem.What}; {problem.Why}; {problem.Todo}")));
        }
    }
}
