using System.Net;
using System.Net.Sockets;
using Hotlink.Daemon.Markers;
using Hotlink.Daemon.Tests.Kit;
using Hotlink.Daemon.Tunnels;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.Tunnels;

/// <summary>Tunnels come, change and go with their markers.</summary>
public sealed class MarkerTunnelTests : TunnelTest
{
    private const string Channel = $"{Alice}/{Run}/0_to_1";

    [Fact] // Pitfall 112.
    public async Task Marker_Vanishes_ClosesThePortAndTheConnections()
    {
        var (alice, alicePort, bob, bobPort) = await StartPairAsync();
        var (one, two) = (await DialAsync(alicePort), await DialAsync(bobPort));
        await one.WriteAsync("x");
        await two.ExpectAsync("x");

        alice.DeleteMarker(Channel);

        await alice.UntilAsync(TunnelEventKind.Closed);
        Assert.Empty(alice.Tunnels.GetStatus());
        await one.ExpectResetAsync();
        await two.ExpectResetAsync();
        await Assert.ThrowsAsync<SocketException>(() => DialAsync(alicePort));
        Assert.Equal(TunnelState.Listening, bob.Status.State);
    }

    [Fact] // Pitfall 112.
    public async Task Marker_Changes_MovesTheTunnel()
    {
        var alice = await StartAsync(Alice);
        var first = await alice.OpenTunnelAsync(Channel, Alice, Bob);
        var second = Party.FreePort();

        alice.PutMarker(Channel, Alice, Bob, second);

        await alice.UntilAsync(TunnelEventKind.Listening, 2);
        await DialAsync(second);
        await Assert.ThrowsAsync<SocketException>(() => DialAsync(first));
    }

    [Fact]
    public async Task Marker_WrittenAnewWithTheSameMeaning_DisturbsNobody()
    {
        var (alice, alicePort, _, bobPort) = await StartPairAsync();
        var (one, two) = (await DialAsync(alicePort), await DialAsync(bobPort));
        await one.WriteAsync("x");
        await two.ExpectAsync("x");

        alice.PutMarker(Channel, "half of a mark");
        await alice.UntilAsync(TunnelEventKind.MarkerRefused);
        alice.PutMarker(Channel, $$"""{ "port": {{alicePort}}, "to": "{{Bob}}", "from": "{{Alice}}" }""");
        await EventWait.UntilAsync(() => alice.Tunnels.GetRefused().Count == 0, alice.Describe);

        await one.WriteAsync("y");
        await two.ExpectAsync("y");
        Assert.Equal(0, alice.Count(TunnelEventKind.Closed));
    }

    [Fact] // Pitfall 169.
    public async Task Marker_ThatIsNoMarker_IsComplainedAboutOnce()
    {
        var alice = await StartAsync(Alice);

        alice.PutMarker(Channel, "9001");
        await alice.UntilAsync(TunnelEventKind.MarkerRefused);
        alice.PutMarker($"{Alice}/{Run}/0_to_2", new string(' ', Marker.MaxBytes + 1));
        await alice.UntilAsync(TunnelEventKind.MarkerRefused, 2);
        alice.PutMarker($"{Alice}/{Run}/0_to_3", Alice, Alice, 9001);
        await alice.UntilAsync(TunnelEventKind.MarkerRefused, 3);

        Assert.Empty(alice.Tunnels.GetStatus());
        Assert.Equal(3, alice.Tunnels.GetRefused().Count);
        Assert.Equal(3, alice.Count(TunnelEventKind.MarkerRefused));
    }

    [Fact] // Pitfalls 112 and 138.
    public async Task Port_Busy_IsReportedAndTriedAgain()
    {
        var alice = await StartAsync(Alice);
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        alice.PutMarker(Channel, Alice, Bob, port);
        await alice.UntilAsync(TunnelEventKind.PortBusy);
        Assert.Equal((TunnelState.Busy, "the port is in use"), (alice.Status.State, alice.Status.LastError));

        other.Stop();

        await alice.UntilAsync(TunnelEventKind.Listening);
        await DialAsync(port);
        Assert.Equal(1, alice.Count(TunnelEventKind.PortBusy));
    }

    [Fact] // Pitfall 135.
    public async Task BindAddress_IPv6_IsListenedOn()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "There is no IPv6 here.");
        var alice = await StartAsync(Alice, new() { BindAddress = IPAddress.IPv6Loopback });
        var port = await alice.OpenTunnelAsync(Channel, Alice, Bob);

        await (await App.DialAsync(port, IPAddress.IPv6Loopback)).DisposeAsync();

        await alice.UntilAsync(TunnelEventKind.Probe);
    }

    [Fact]
    public async Task Add_ByHand_IsATunnelUntilItIsDisposedOf()
    {
        var (alice, bob) = (await StartAsync(Alice), await StartAsync(Bob));
        var byHand = alice.Tunnels.Add(TunnelSpec.Create(0, Alice, $"{Run}/0_to_1", Bob));
        await alice.UntilAsync(TunnelEventKind.Listening);
        var bobPort = await bob.OpenTunnelAsync($"{Bob}/{Run}/1_to_0", Bob, Alice);
        var (one, two) = (await DialAsync(alice.Status.Port), await DialAsync(bobPort));
        await one.WriteAsync("by hand");
        await two.ExpectAsync("by hand");

        await byHand.DisposeAsync();

        await two.ExpectResetAsync();
        Assert.Empty(alice.Tunnels.GetStatus());
    }

    [Fact] // Pitfall 120.
    public async Task TcpTunnel_WhateverHappens_MakesNoFileNorSocket()
    {
        var (alice, alicePort, bob, bobPort) = await StartPairAsync();
        var (one, two) = (await DialAsync(alicePort), await DialAsync(bobPort));
        await one.WriteAsync("x");
        await two.ExpectAsync("x");
        await Relay.StopAsync();
        await one.WriteAsync("y");
        await EventWait.UntilAsync(() => alice.Client.State != Client.HotlinkLinkState.Connected, alice.Describe);

        Assert.Equal([MarkerNames.Tcp], FilesOf(alice));
        Assert.Equal([MarkerNames.Tcp], FilesOf(bob));
    }

    [Fact]
    public async Task RunAsync_ClientIsClosed_EndsWithTheReason()
    {
        var client = await ConnectAsync(Alice);
        var tunnels = new TunnelHost(client, null, null);
        var running = tunnels.RunAsync(Cancellation);
        tunnels.Add(TunnelSpec.Create(0, Alice, $"{Run}/0_to_1", Bob));

        await client.DisposeAsync();

        var failure = await Assert.ThrowsAsync<Client.HotlinkException>(() => running.SoonAsync());
        Assert.Equal(Client.HotlinkReason.ClientClosed, failure.Reason);
        Assert.Throws<ObjectDisposedException>(() => tunnels.Add(TunnelSpec.Create(0, Alice, $"{Run}/0_to_1", Bob)));
    }

    private static IEnumerable<string?> FilesOf(Party party) =>
        Directory.EnumerateFiles(party.Folder.Root, "*", SearchOption.AllDirectories).Select(Path.GetFileName);
}
