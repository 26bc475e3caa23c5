using Hotlink.Devstack.Scenarios.Schema;
using Hotlink.Devstack.Tests.Kit;

namespace Hotlink.Devstack.Tests.Scenarios;

/// <summary>The scenarios that are shipped, on real stacks.</summary>
public sealed class ShippedScenarioTests : ScenarioTest
{
    public static TheoryData<string> Shipped() => new(RepositoryFiles.Scenarios.Select(path => Path.GetFileNameWithoutExtension(path)!));

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task Run_AShippedScenario_Passes(string name)
    {
        var scenario = ScenarioReader.ReadFile(RepositoryFiles.Scenario(name));
        if (scenario.RelayNodes > 1 && !TestHome.Tools.HasOrleans)
        {
            Assert.Skip("The relay is built without Orleans.");
        }

        var report = await RunAsync(scenario);
        Assert.True(report.Passed, Told(report));
        Assert.Empty(Home.Running());
        Assert.True(File.Exists(Path.Combine(report.Folder, "junit.xml")));
        Assert.True(File.Exists(Path.Combine(report.Folder, "relay0.log")));
        if (name == "three-party")
        {
            Assert.Equal(["direct", "relay"], report.Measurements.Select(one => one.Way).Distinct());
        }
    }
}
