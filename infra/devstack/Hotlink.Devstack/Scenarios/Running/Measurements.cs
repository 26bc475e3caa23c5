using System.Text.Json;
using Hotlink.Devstack.Processes;
using Hotlink.Devstack.Telemetry;

namespace Hotlink.Devstack.Scenarios.Running;

/// <summary>Collects what programs say of themselves in their last line of JSON.</summary>
internal sealed class Measurements
{
    private const int Lines = 40;
    private readonly Lock _gate = new();
    private readonly List<Measurement> _all = [];

    public IReadOnlyList<Measurement> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _all];
            }
        }
    }

    public void Add(IReadOnlyList<ProgramRun> runs)
    {
        foreach (var step in runs.GroupBy(run => run.Step).Where(group => group.Key.Measure is not null))
        {
            var spec = step.Key.Measure!;
            var said = step.Select(run => Find(LogTail.Read(run.Process.Plan.Log, Lines))).OfType<(double Round, double Bytes)>().ToList();
            lock (_gate)
            {
                if (said.Count > 0 && _all.All(known => known.What != spec.What || known.Way != spec.Way))
                {
                    _all.Add(new(spec.What, spec.Way, said.Max(one => one.Round), said.Min(one => one.Bytes)));
                }
            }
        }
    }

    internal static (double Round, double Bytes)? Find(string output)
    {
        foreach (var line in output.Split('\n').Reverse().Where(line => line.StartsWith('{')))
        {
            try
            {
                using var document = JsonDocument.Parse(line);
                return (document.RootElement.Real("seconds_per_round"), document.RootElement.Real("bytes_per_second"));
            }
            catch (JsonException)
            {
                // Some other line that begins with a brace.
            }
        }

        return null;
    }
}
