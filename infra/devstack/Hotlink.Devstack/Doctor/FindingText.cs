namespace Hotlink.Devstack.Doctor;

/// <summary>The findings for people: the gravest last, where the eye is.</summary>
internal static class FindingText
{
    public static void Write(TextWriter writer, IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings.OrderBy(finding => finding.Severity))
        {
            writer.WriteLine($"{Sign(finding.Severity)} {finding.Check}: {finding.What}");
            if (finding.Severity != Severity.Ok)
            {
                writer.WriteLine($"          why:  {finding.Why}");
                writer.WriteLine($"          do:   {finding.Todo}");
            }
        }

        var (problems, warnings) = (findings.Count(finding => finding.Severity == Severity.Problem), findings.Count(finding => finding.Severity == Severity.Warning));
        writer.WriteLine(problems + warnings == 0 ? "nothing is wrong" : $"{problems} problem(s), {warnings} warning(s)");
    }

    private static string Sign(Severity severity) => severity switch
    {
        Severity.Ok => "ok       ",
        Severity.Warning => "warning  ",
        _ => "PROBLEM  ",
    };
}
