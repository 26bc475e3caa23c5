using Hotlink.Client;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.Rules;

public sealed class RulePublisherTests
{
    private const string Alice = "alice@one.example";
    private const string Bob = "bob@two.example";
    private const string Channel = "shared/run/_mpc/0_to_1";
    private const string Rules = "rules:\n  - pattern: \"**\"\n    access:\n      read: [\"*\"]\n      write: [\"*\"]\n";

    // The relay knows no rule at first, and the marker is there from the start: whoever opened before the rules are there would be denied.
    [Fact]
    public async Task Run_MarkerAndRulesAreThereFromTheStart_NothingIsDenied()
    {
        using var folder = new TemporaryFolder();
        await using var relay = await RelayTestHost.StartAsync();
        await using var one = await DaemonAsync(relay, folder, Alice, Bob);
        await using var two = await DaemonAsync(relay, folder, Bob, Alice);
        using var stop = new CancellationTokenSource();
        var running = Task.WhenAll(one.RunAsync(stop.Token), two.RunAsync(stop.Token));
        await using var first = await Kit.App.DialAsync(await PortAsync(one));
        await using var second = await Kit.App.DialAsync(await PortAsync(two));

        await first.WriteAsync("hello");
        await second.ExpectAsync("hello");

        Assert.Equal((0, 0), (one.GetStatus().Rejects, two.GetStatus().Rejects));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.SoonAsync());
    }

    private static Task<HotlinkDaemon> DaemonAsync(RelayTestHost relay, TemporaryFolder folder, string user, string peer)
    {
        var datasites = Path.Combine(folder.Path, user);
        var channel = Directory.CreateDirectory(Path.Combine(datasites, user, Channel)).FullName;
        File.WriteAllText(Path.Combine(datasites, user, "syft.pub.yaml"), Rules);
        File.WriteAllText(Path.Combine(channel, "stream.tcp"), $$"""{"from":"{{user}}","to":"{{peer}}","port":{{Kit.Party.FreePort()}}}""");
        return HotlinkDaemon.ConnectAsync(
            new() { Client = new HotlinkClientOptions { ServerUri = relay.Address, User = user }, Datasites = datasites }, TestContext.Current.CancellationToken);
    }

    private static async Task<int> PortAsync(HotlinkDaemon daemon)
    {
        await EventWait.UntilAsync(() => daemon.GetStatus().Live.Proxies is [{ State: "listening" }]);
        return daemon.GetStatus().Live.Proxies[0].Port;
    }
}
