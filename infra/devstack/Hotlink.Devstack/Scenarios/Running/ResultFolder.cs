using Hotlink.Devstack.Output;
using Hotlink.Devstack.Scenarios.Reports;
using Hotlink.Devstack.Stacks;

namespace Hotlink.Devstack.Scenarios.Running;

/// <summary>What stays of a run.</summary>
internal static class ResultFolder
{
    /// <summary>Copies every log and the last counters of every party.</summary>
    public static string Keep(StackState state, string folder)
    {
        Directory.CreateDirectory(folder);
        File.Copy(state.Layout.StateFile, Path.Combine(folder, "stack.json"), overwrite: true);
        if (Directory.Exists(state.Layout.Logs))
        {
            foreach (var log in Directory.EnumerateFiles(state.Layout.Logs))
            {
                File.Copy(log, Path.Combine(folder, Path.GetFileName(log)), overwrite: true);
            }
        }

        foreach (var party in state.Parties.Where(party => File.Exists(state.Layout.Telemetry(party.Email))))
        {
            File.Copy(state.Layout.Telemetry(party.Email), Path.Combine(folder, $"telemetry-{party.Name}.json"), overwrite: true);
        }

        return folder;
    }

    public static void Write(ScenarioReport report)
    {
        JUnitFile.Create(report).Save(Path.Combine(report.Folder, "junit.xml"));
        using var text = new StreamWriter(Path.Combine(report.Folder, "report.txt"));
        ReportText.Write(Consoles.For(text, redirected: true), report);
    }
}
