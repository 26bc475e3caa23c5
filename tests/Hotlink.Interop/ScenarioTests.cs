using Hotlink.Testing.Hosting;
using Hotlink.Testing.Npm;

namespace Hotlink.Interop;

/// <summary>Peers written in JavaScript, on libraries that share no code with the relay, against the relay.</summary>
public sealed class ScenarioTests(NodeInstallation node) : IClassFixture<NodeInstallation>
{
    public static TheoryData<string> Scenarios() =>
        [.. Directory.EnumerateFiles(Path.Combine(NodeInstallation.Folder, "scenarios"), "*.mjs").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Scenario_AgainstTheRelay_Succeeds(string name)
    {
        Assert.SkipWhen(node.Obstacle is not null, node.Obstacle ?? "");
        await using var relay = await RelayTestHost.StartAsync();

        var run = await ToolRun.TryAsync(NodeInstallation.Folder, "node", $"scenarios/{name}.mjs", $"ws://127.0.0.1:{relay.Address.Port}");

        Assert.True(run is { ExitCode: 0 }, $"{name}: {run?.Output}; relay: {relay.Holdings}; {string.Join('\n', relay.Errors)}");
        Assert.Empty(relay.Errors);
        await relay.WhenEmptyAsync();
    }
}
