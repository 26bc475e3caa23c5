using Hotlink.Daemon.Telemetry;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.Cli;

public sealed class ConnectTests : IAsyncLifetime
{
    private const string Alice = "alice@one.example";
    private const string Rules = "rules:\n  - pattern: \"**\"\n    access:\n      read: [\"*\"]\n";
    private readonly TemporaryFolder _folder = new();
    private RelayTestHost _relay = null!;
    private CliProcess? _daemon;

    private string RulesAtHome => Path.Combine(_folder.Path, Alice, "syft.pub.yaml");

    private string RulesAtTheRelay => Path.Combine(_relay.Datasites, Alice, "syft.pub.yaml");

    private string TelemetryPath => Path.Combine(_folder.Path, Alice, ".syftbox", "hotlink_telemetry.json");

    public async ValueTask InitializeAsync()
    {
        _relay = await RelayTestHost.StartAsync();
        Directory.CreateDirectory(Path.Combine(_folder.Path, Alice));
    }

    public async ValueTask DisposeAsync()
    {
        if (_daemon is not null)
        {
            await _daemon.DisposeAsync();
        }

        await _relay.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Connect_RulesChange_TheRelayGetsThem()
    {
        await File.WriteAllTextAsync(RulesAtHome, Rules, TestContext.Current.CancellationToken);
        Start();
        await AtTheRelayAsync(Rules);

        await File.WriteAllTextAsync(RulesAtHome, Rules + "terminal: true\n", TestContext.Current.CancellationToken);

        await AtTheRelayAsync(Rules + "terminal: true\n");
    }

    [Fact]
    public async Task Connect_RelayRefusesTheRules_SaysSo()
    {
        await File.WriteAllTextAsync(RulesAtHome, "rules: [", TestContext.Current.CancellationToken);
        Start();

        await _daemon!.SaysAsync($"the relay refuses the rules in {Alice}/syft.pub.yaml");
    }

    [Fact]
    public async Task Connect_Running_KeepsTheTelemetryTrue()
    {
        Start();
        await EventWait.UntilAsync(() => Telemetry() is { Connected: true, Links: 1, User: Alice });

        await _daemon!.SignalAsync("TERM");

        Assert.Equal(0, (await _daemon.EndAsync()).Code);
        Assert.DoesNotContain("trying again", _daemon.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_NoFolder_SaysWhatToGive()
    {
        _daemon = CliProcess.Start("connect", "--server", _relay.Address.ToString(), "--user", Alice);

        Assert.Equal(2, (await _daemon.EndAsync()).Code);
        Assert.Contains("--datasites DIR", _daemon.Errors, StringComparison.Ordinal);
    }

    private void Start() => _daemon = CliProcess.Start("connect", "--server", _relay.Address.ToString(), "--user", Alice, "--datasites", _folder.Path);

    private Task AtTheRelayAsync(string content) => EventWait.UntilAsync(
        () => File.Exists(RulesAtTheRelay) && File.ReadAllText(RulesAtTheRelay) == content, () => _daemon!.Errors, expected: "the rules at the relay");

    private TelemetryDocument? Telemetry() => File.Exists(TelemetryPath) ? TelemetryFile.Decode(File.ReadAllBytes(TelemetryPath)) : null;
}
