using Hotlink.Devstack.Scenarios.Reports;
using Hotlink.Devstack.Scenarios.Running;
using Hotlink.Devstack.Scenarios.Schema;
using Hotlink.Devstack.Tests.Kit;

namespace Hotlink.Devstack.Tests.Scenarios;

/// <summary>A test that runs scenarios on real stacks.</summary>
public abstract class ScenarioTest : IAsyncLifetime
{
    private readonly List<string> _said = [];

    internal TestHome Home { get; } = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Home.DisposeAsync();
    }

    internal Task<ScenarioReport> RunAsync(Scenario scenario) => new ScenarioRunner(Home.Home, TestHome.Tools, TimeProvider.System, Say)
        .RunAsync(scenario, Path.Combine(Home.Path, "results"), TestContext.Current.CancellationToken);

    internal void Say(string line)
    {
        lock (_said)
        {
            _said.Add(line);
        }
    }

    internal string Told(ScenarioReport report) =>
        string.Join('\n', [.. _said, .. report.Cases.Where(result => result.Failure is not null).Select(result => $"{result.Name}: {result.Failure}")]);
}
