using Hotlink.Client;
using Hotlink.Daemon.Tests.Kit;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.Tunnels;

/// <summary>Two of our own daemons understand each other in every layout of markers (client behaviour, table 5.3).</summary>
public sealed class LayoutTests : TunnelTest
{
    [Theory] // Pitfalls 167 and 168.
    [InlineData("flow")]
    [InlineData("smoke")]
    [InlineData("mirrored")]
    [InlineData("flow, turned round")]
    public async Task Tunnel_Layout_CarriesBothWays(string layout)
    {
        var (alice, bob) = (await StartAsync(Alice), await StartAsync(Bob));
        var (alicePort, bobPort) = layout switch
        {
            "flow" => (await alice.OpenTunnelAsync($"{Alice}/{Run}/0_to_1", Alice, Bob), await bob.OpenTunnelAsync($"{Bob}/{Run}/1_to_0", Bob, Alice)),
            "smoke" => (await alice.OpenTunnelAsync($"{Alice}/{Run}/0_to_1", Alice, Bob), await bob.OpenTunnelAsync($"{Bob}/{Run}/0_to_1", Bob, Alice)),
            "mirrored" => (await MirrorAsync(alice), await MirrorAsync(bob)),
            _ => (await alice.OpenTunnelAsync($"{Alice}/{Run}/7_to_3", Alice, Bob), await bob.OpenTunnelAsync($"{Bob}/{Run}/3_to_7", Bob, Alice)),
        };
        var (one, two) = (await DialAsync(alicePort), await DialAsync(bobPort));

        await one.WriteAsync("from alice");
        await two.WriteAsync("from bob");
        await two.ExpectAsync("from alice");
        await one.ExpectAsync("from bob");

        Assert.Equal((Bob, Bob), (alice.Status.SendsTo, alice.Status.ReceivesFrom));
        await EventWait.UntilAsync(() => alice.Status is { Sending.Mode: HotlinkMode.Reliable, Receiving.Mode: HotlinkMode.Reliable }, alice.Describe);
        Assert.StartsWith($"{Bob}/", bob.Status.Spec.SendPath, StringComparison.Ordinal);
        Assert.StartsWith($"{Alice}/", alice.Status.Spec.SendPath, StringComparison.Ordinal);
    }

    // Both hold the same content below both datasites.
    private static async Task<int> MirrorAsync(Party party)
    {
        var port = await party.OpenTunnelAsync($"{Alice}/{Run}/0_to_1", Alice, Bob);
        if (party.Client.User == Bob)
        {
            await party.OpenTunnelAsync($"{Bob}/{Run}/0_to_1", Alice, Bob);
            await EventWait.UntilAsync(
                () => party.Tunnels.GetStatus() is [{ State: Daemon.Tunnels.TunnelState.Listening, Spec.MarkerPath: var path }]
                    && path!.StartsWith(Bob, StringComparison.Ordinal),
                party.Describe);
        }

        return party.Status.Port;
    }
}
