using Hotlink.Client;
using Hotlink.System.Tests.Cluster.Kit;
using Hotlink.Testing.Waiting;

namespace Hotlink.System.Tests.Cluster;

/// <summary>Reliable streams of the client, behind a load balancer, while nodes come and go.</summary>
public sealed class RollingRestartTests(SharedPostgres postgres) : ClusterTest(postgres)
{
    private const string Directory = "shared/flows/f/run/_mpc/0_to_1";

    [Fact]
    public async Task RollingRestart_UnderLoad_LosesNothing()
    {
        var nodes = (await StartAsync(3)).ToList();
        await using var balancer = new Balancer([.. nodes]);
        await using var alice = await ConnectAsync(balancer, Alice);
        await using var bob = await ConnectAsync(balancer, Bob);
        var transfer = await StartTransferAsync(alice, bob);

        for (var i = 0; i < 3; i++)
        {
            await GrowAsync(transfer);
            var old = nodes[i];
            TestContext.Current.TestOutputHelper?.WriteLine($"{TimeProvider.System.GetUtcNow():ss.fff} stops node {i}");
            await old.Process.TerminateAsync();
            Assert.Equal(0, await old.Process.ExitCodeAsync());
            nodes[i] = (await StartAsync(1))[0];
            balancer.Use([.. nodes]);
            var pause = transfer.TakeLongestPause();
            TestContext.Current.TestOutputHelper?.WriteLine($"restart {i}: longest pause {pause.TotalMilliseconds:0} ms");
            Assert.True(pause < Scale(TimeSpan.FromSeconds(1)), $"The stream stood still for {pause}.");
        }

        await GrowAsync(transfer);
        var (sent, received) = await transfer.EndAsync().SoonAsync();
        Assert.Equal(sent, received);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task NodeKilled_UnderLoad_StreamGoesOnWithEveryByte(bool hangs)
    {
        var nodes = await StartAsync(3);
        await using var toFirst = new Balancer(nodes[0]);
        await using var toSecond = new Balancer(nodes[1]);
        await using var alice = await ConnectAsync(toFirst, Alice);
        await using var bob = await ConnectAsync(toSecond, Bob);
        var transfer = await StartTransferAsync(alice, bob);
        await GrowAsync(transfer);

        toFirst.Use(nodes[2]);
        await (hangs ? nodes[0].Process.FreezeAsync() : nodes[0].Process.KillAsync());

        await GrowAsync(transfer);
        TestContext.Current.TestOutputHelper?.WriteLine($"longest pause {transfer.TakeLongestPause().TotalMilliseconds:0} ms");
        var (sent, received) = await transfer.EndAsync().SoonAsync();
        Assert.Equal(sent, received);
    }

    private Task<HotlinkClient> ConnectAsync(Balancer balancer, string user) => HotlinkClient.ConnectAsync(
        new()
        {
            ServerUri = balancer.Address,
            User = user,
            PingInterval = Scale(TimeSpan.FromSeconds(2)),
            PingTimeout = Scale(TimeSpan.FromSeconds(2)),
            OnEvent = heard => TestContext.Current.TestOutputHelper?.WriteLine(
                $"{TimeProvider.System.GetUtcNow():ss.fff} {user}: {heard.Kind} {heard.SessionId} {heard.Reason} {heard.Text}"),
            ResumeWindow = TimeSpan.FromMinutes(2),
        },
        Cancellation);

    private static async Task<ReliableTransfer> StartTransferAsync(HotlinkClient first, HotlinkClient second)
    {
        var one = first.OpenChannelAsync(Directory, second.User, Cancellation);
        var two = second.OpenChannelAsync(Directory, first.User, Cancellation);
        await Task.WhenAll(one, two).SoonAsync();
        return new(await one, await two);
    }

    private static Task GrowAsync(ReliableTransfer transfer)
    {
        var before = transfer.Received;
        return EventWait.UntilAsync(() => transfer.Received > before + 2000, () => $"{transfer.Received - before} more numbers", TimeSpan.FromSeconds(60));
    }
}
