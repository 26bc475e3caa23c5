using System.Collections.Concurrent;
using System.Text;
using Hotlink.Client;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.Hostile;

/// <summary>What a daemon says of itself: nothing of what it carries. Pitfalls 141 and 185.</summary>
public sealed class LogTests
{
    private const string Alice = "alice@one.example";
    private const string Bob = "bob@two.example";
    private const string Channel = "shared/run/_mpc/0_to_1";
    private const string Secret = "correct-horse-battery-staple";
    private readonly ConcurrentQueue<string> _said = new();

    [Fact]
    public async Task Daemons_CarryBytesAndFiles_NothingOfThemIsSaid()
    {
        using var folder = new TemporaryFolder();
        await using var relay = await RelayTestHost.StartAsync();
        await using var one = await DaemonAsync(relay, folder, Alice, Bob);
        await using var two = await DaemonAsync(relay, folder, Bob, Alice);
        using var stop = new CancellationTokenSource();
        var running = Task.WhenAll(one.RunAsync(stop.Token), two.RunAsync(stop.Token));
        await using var first = await Kit.App.DialAsync(await PortAsync(one));
        await using var second = await Kit.App.DialAsync(await PortAsync(two));
        await first.WriteAsync(Secret);
        await second.ExpectAsync(Secret);
        await using var peer = await relay.ConnectAsync(Alice);

        await peer.SendAsync(RuleFiles.FileOf($"{Alice}/public/a.request", Secret));
        await peer.SendAsync(RuleFiles.FileOf($"{Alice}/public/stream.accept", Secret));
        await EventWait.UntilAsync(() => _said.Any(line => line.Contains("stream.accept", StringComparison.Ordinal)), () => string.Join('\n', _said));

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.SoonAsync());
        var (text, status) = (string.Join('\n', _said), string.Join('\n', one.GetStatus(), two.GetStatus()));
        foreach (var form in new[] { Secret, Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)), Convert.ToHexString(Encoding.UTF8.GetBytes(Secret)) })
        {
            Assert.DoesNotContain(form, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(form, status, StringComparison.OrdinalIgnoreCase);
        }

        Assert.InRange(text.Length, 1, 50_000);
    }

    private Task<HotlinkDaemon> DaemonAsync(RelayTestHost relay, TemporaryFolder folder, string user, string peer)
    {
        var datasites = Path.Combine(folder.Path, user);
        var channel = Directory.CreateDirectory(Path.Combine(datasites, user, Channel)).FullName;
        File.WriteAllText(Path.Combine(datasites, user, RuleFiles.Name), RuleFiles.Everybody);
        File.WriteAllText(Path.Combine(channel, "stream.tcp"), $$"""{"from":"{{user}}","to":"{{peer}}","port":{{Kit.Party.FreePort()}}}""");
        var client = new HotlinkClientOptions { ServerUri = relay.Address, User = user, OnEvent = happened => _said.Enqueue(happened.ToString()) };
        return HotlinkDaemon.ConnectAsync(new() { Client = client, Datasites = datasites, Log = _said.Enqueue }, TestContext.Current.CancellationToken);
    }

    private static async Task<int> PortAsync(HotlinkDaemon daemon)
    {
        await EventWait.UntilAsync(() => daemon.GetStatus().Live.Proxies is [{ State: "listening" }]);
        return daemon.GetStatus().Live.Proxies[0].Port;
    }
}
