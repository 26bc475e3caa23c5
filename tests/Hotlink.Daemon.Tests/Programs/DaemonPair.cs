using System.Globalization;
using Hotlink.Daemon.Telemetry;
using Hotlink.Daemon.Tests.Cli;
using Hotlink.Daemon.Tests.Kit;
using Hotlink.Testing.Hosting;

namespace Hotlink.Daemon.Tests.Programs;

/// <summary>A relay and two daemons with a marker each, all processes of their own: what a user runs.</summary>
internal sealed class DaemonPair : IAsyncDisposable
{
    private const string Channel = "shared/flows/f/run/_mpc/0_to_1";
    private const string Rules = "rules:\n  - pattern: \"**\"\n    access:\n      read: [\"*\"]\n      write: [\"*\"]\n";
    private static readonly string[] Users = ["alice@one.example", "bob@two.example"];
    private readonly TemporaryFolder _folder = new();
    private readonly string _url = $"http://127.0.0.1:{Party.FreePort()}";
    private readonly List<CliProcess> _daemons = [];
    private NodeProcess _relay;

    private DaemonPair() => _relay = StartRelay();

    /// <summary>The ports of the first and the second party.</summary>
    public (int First, int Second) Ports { get; private set; }

    /// <summary>What everybody wrote.</summary>
    public string Errors => string.Join('\n', _daemons.Select(daemon => daemon.Errors).Append(_relay.Output));

    /// <summary>Starts all, and waits until both daemons listen.</summary>
    public static async Task<DaemonPair> StartAsync()
    {
        var pair = new DaemonPair { Ports = (Party.FreePort(), Party.FreePort()) };
        foreach (var user in Users)
        {
            pair.PutFiles(user);
            var daemon = CliProcess.Start("connect", "--server", pair._url, "--user", user, "--datasites", pair.FolderOf(user));
            pair._daemons.Add(daemon);
            await daemon.SaysAsync("listens");
        }

        return pair;
    }

    /// <summary>What a party's telemetry file says.</summary>
    /// <param name="party">0 or 1.</param>
    public TelemetryDocument Telemetry(int party) =>
        TelemetryFile.Decode(File.ReadAllBytes(Path.Combine(FolderOf(Users[party]), Users[party], ".syftbox", "hotlink_telemetry.json")))!;

    /// <summary>Kills the relay with SIGKILL and starts another one in its place.</summary>
    public async Task KillRelayAsync()
    {
        await _relay.DisposeAsync();
        _relay = StartRelay();
        await _relay.AddressAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var daemon in _daemons)
        {
            await daemon.SignalAsync("TERM");
            Assert.Equal(0, (await daemon.EndAsync()).Code);
            await daemon.DisposeAsync();
        }

        await _relay.DisposeAsync();
        _folder.Dispose();
    }

    private string FolderOf(string user) => Path.Combine(_folder.Path, user);

    private NodeProcess StartRelay() => NodeProcess.Start(_folder.Path, "serve", "--urls", _url, "--datasites", Path.Combine(_folder.Path, "relay"));

    // Flow style: each party writes its own directory, of one name (client-behaviour, section 5.3).
    private void PutFiles(string user)
    {
        var directory = Directory.CreateDirectory(Path.Combine(FolderOf(user), user, Channel)).FullName;
        File.WriteAllText(Path.Combine(FolderOf(user), user, "syft.pub.yaml"), Rules);
        var ports = string.Create(CultureInfo.InvariantCulture, $"\"{Users[0]}\":{Ports.First},\"{Users[1]}\":{Ports.Second}");
        File.WriteAllText(
            Path.Combine(directory, "stream.tcp"), $$$"""{"from":"{{{Users[0]}}}","to":"{{{Users[1]}}}","port":{{{Ports.First}}},"ports":{{{{ports}}}}}""");
    }
}
