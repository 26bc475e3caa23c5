using System.Globalization;
using Hotlink.Devstack.Scenarios.Reports;
using Hotlink.Devstack.Scenarios.Schema;

namespace Hotlink.Devstack.Scenarios.Running;

/// <summary>Keeps what came out, and says it as it comes. After a failure nothing further is begun.</summary>
internal sealed class CaseLog(TimeProvider timeProvider, Action<string> say)
{
    private readonly List<CaseResult> _all = [];
    private bool _failed;

    public IReadOnlyList<CaseResult> All => _all;

    public async Task RunAsync(string name, Func<Task> step, bool evenAfterFailure = false)
    {
        if (_failed && !evenAfterFailure)
        {
            return;
        }

        var start = timeProvider.GetTimestamp();
        string? failure = null;
        try
        {
            await step();
        }
        catch (OperationCanceledException)
        {
            failure = "it was broken off; the reason is told below";
        }
        catch (Exception complaint) when (complaint is ScenarioFailure or ScenarioException or DevstackException or IOException)
        {
            failure = complaint.Message;
        }

        Add(name, failure, timeProvider.GetElapsedTime(start));
    }

    public void Add(string name, string? failure, TimeSpan time = default)
    {
        _all.Add(new(name, time, failure));
        _failed |= failure is not null;
        var seconds = time == default ? "" : string.Create(CultureInfo.InvariantCulture, $" ({time.TotalSeconds:0.0} s)");
        say($"{(failure is null ? "ok    " : "FAILED")} {name}{seconds}");
    }
}
