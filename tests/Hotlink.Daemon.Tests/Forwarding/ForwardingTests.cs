using System.Security.Cryptography;
using Hotlink.Daemon.Tests.Kit;
using Hotlink.Daemon.Tunnels;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.Forwarding;

/// <summary>A service that listens, its clients at the other party, each connection with streams of its own.</summary>
public sealed class ForwardingTests : ForwardTest
{
    [Fact]
    public async Task Connections_ManyAtOnceOfMixedSizes_AreEqualBothWays()
    {
        const int Count = 40;
        var (alice, bob, service) = await StartPairAsync();
        var clients = await Task.WhenAll(Enumerable.Range(0, Count).Select(_ => DialAsync(alice.Port)));
        var asking = clients.Select((client, number) => AskAsync(client, number)).ToArray();

        for (var number = 0; number < Count; number++)
        {
            var server = Own(await service.AcceptAsync(bob.Describe));
            _ = AnswerAsync(server);
        }

        await Task.WhenAll(asking).WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, Cancellation);
        await alice.UntilAsync(TunnelEventKind.RunFinished, Count);
        await bob.UntilAsync(TunnelEventKind.RunFinished, Count);
        await EventWait.UntilAsync(() => Relay.RouteCount == 0 && Relay.SessionGrainCount == 0, () => Relay.Holdings);
    }

    [Fact]
    public async Task Connections_MoreThanTheRelayOpensInASecond_AllComeThrough()
    {
        const int Count = 24;
        await StartRelayAsync(("Connections:OpensPerSecond", "8"));
        var (alice, bob, service) = await StartPairAsync();
        var clients = await Task.WhenAll(Enumerable.Range(0, Count).Select(_ => DialAsync(alice.Port)));

        for (var number = 0; number < Count; number++)
        {
            await Own(await service.AcceptAsync(() => $"{alice.Describe()}\n{bob.Describe()}")).WriteAsync("come in");
        }

        foreach (var client in clients)
        {
            await client.ExpectAsync("come in", alice.Describe);
        }

        Assert.Empty(alice.Of(TunnelEventKind.RunFailed));
    }

    [Fact]
    public async Task HalfClose_RequestAndResponse_BothArriveWhole()
    {
        var (alice, bob, service) = await StartPairAsync();
        var (client, server) = await JoinAsync(alice, service);

        await client.WriteAsync("request");
        client.EndSending();
        await server.ExpectAsync("request");
        await server.ExpectEndAsync();
        await server.WriteAsync("response");
        server.Leave();

        await client.ExpectAsync("response");
        await client.ExpectEndAsync();
        await alice.UntilAsync(TunnelEventKind.RunFinished);
        await bob.UntilAsync(TunnelEventKind.RunFinished);
    }

    [Fact]
    public async Task Connection_ServiceSpeaksFirst_ReachesAClientThatSaysNothing()
    {
        var (alice, _, service) = await StartPairAsync();
        var (client, server) = await JoinAsync(alice, service);

        await server.WriteAsync("220 ready");

        await client.ExpectAsync("220 ready");
    }

    [Fact]
    public async Task Connection_EndsWithoutAByte_EndsAtTheServiceToo()
    {
        var (alice, _, service) = await StartPairAsync();
        var (client, server) = await JoinAsync(alice, service);

        client.Leave();

        await server.ExpectEndAsync();
        server.Leave();
        await alice.UntilAsync(TunnelEventKind.RunFinished);
    }

    [Fact]
    public async Task Transfer_RelayRestartsInTheMiddle_GoesOnInTheSameConnections()
    {
        var url = $"http://127.0.0.1:{Party.FreePort()}";
        var first = await StartRelayAsync(("Urls", url));
        var (alice, bob, service) = await StartPairAsync();
        var pairs = new[] { await JoinAsync(alice, service), await JoinAsync(alice, service) };
        var copying = pairs.Select((pair, number) => CopyAsync(pair.Client, pair.Server, 8 * 1024 * 1024, number))
            .Concat(pairs.Select((pair, number) => CopyAsync(pair.Server, pair.Client, 8 * 1024 * 1024, 10 + number))).ToArray();

        await EventWait.UntilAsync(() => bob.Status.BytesReceived > 1024 * 1024 && alice.Status.BytesReceived > 1024 * 1024, bob.Describe);
        await first.StopAsync();
        await StartRelayAsync(("Urls", url));

        await Task.WhenAll(copying).WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, Cancellation);
        Assert.Equal((2, 2), (alice.Status.Runs, bob.Status.Runs));
    }

    [Fact]
    public async Task BothParties_ExposeToEachOtherOnOnePath_DoNotMix()
    {
        var (alice, bob, bobsService) = await StartPairAsync();
        var alicesService = Own(new Service());
        Own(ForwardEnd.Expose(await ConnectAsync(Alice), TunnelSpec.CreateExpose(Alice, Directory, Bob), alicesService.Port, new()));
        var back = Own(ForwardEnd.Forward(await ConnectAsync(Bob), TunnelSpec.CreateForward(0, Bob, Directory, Alice), new()));
        await back.UntilAsync(TunnelEventKind.Listening);

        var (one, atBob) = await JoinAsync(alice, bobsService);
        var (two, atAlice) = await JoinAsync(back, alicesService);
        await one.WriteAsync("to Bob");
        await two.WriteAsync("to Alice");

        await atBob.ExpectAsync("to Bob", bob.Describe);
        await atAlice.ExpectAsync("to Alice", back.Describe);
    }

    // Says who it is, then everything; meanwhile it reads everything.
    private static async Task AskAsync(App client, int number)
    {
        await client.WriteAsync(new[] { (byte)number });
        var sending = SendAsync(client, Content(number));
        Assert.Equal(SHA256.HashData(Content(1000 + number)), SHA256.HashData(await client.ReadToEndAsync()));
        await sending;
        client.Leave();
    }

    private static async Task AnswerAsync(App server)
    {
        var number = (await server.ReadBytesAsync(1))[0];
        var sending = SendAsync(server, Content(1000 + number));
        var received = await server.ReadToEndAsync();
        await sending;
        if (!received.AsSpan().SequenceEqual(Content(number)))
        {
            server.Reset(); // The client sees it.
        }

        server.Leave();
    }

    private static async Task SendAsync(App app, byte[] content)
    {
        await app.WriteAsync(content);
        app.EndSending();
    }

    private static async Task CopyAsync(App from, App to, int bytes, int seed)
    {
        var content = new byte[bytes];
        new Random(seed).NextBytes(content);
        var sending = from.WriteAsync(content);
        var received = new byte[bytes];
        for (var at = 0; at < bytes;)
        {
            var got = await to.ReadSomeAsync(received.AsMemory(at));
            Assert.True(got > 0, $"The end came after {at} of {bytes} bytes.");
            at += got;
        }

        await sending;
        Assert.Equal(SHA256.HashData(content), SHA256.HashData(received));
    }

    // Of no byte, of a few, and of so many that they fill windows.
    private static byte[] Content(int number)
    {
        var random = new Random(number);
        var content = new byte[(number % 4) switch { 0 => 0, 1 => random.Next(1, 100), 2 => random.Next(1, 100_000), _ => random.Next(300_000, 900_000) }];
        random.NextBytes(content);
        return content;
    }
}
