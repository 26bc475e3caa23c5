using Hotlink.Protocol;
using Hotlink.Protocol.Messages;
using Hotlink.System.Tests.Kit;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Peers;
using Hotlink.Testing.Streams;
using Hotlink.Testing.Waiting;

namespace Hotlink.System.Tests.Disconnects;

[Collection(nameof(Alone))]
public sealed class ManyPeersTests : RelayTest
{
    private const int PeerCount = 2000;
    private const int SessionCount = 10;
    private const int Together = 50;
    private const int MostRounds = 4;

    // Pitfalls 6, 18, 20, 22: they come, open sessions that wait, that are announced, that are live, and vanish. Nothing is left. Pools and
    // tables may find their size at any time, but once; what is lost is lost again each time.
    [Fact]
    public async Task Peers_OpenTenSessionsEachAndVanish_NothingIsLeft()
    {
        var relay = await StartAsync();
        relay.TakePeers();
        await ComeAndGoAsync(relay);
        List<long> bytes = [Memory.Settled(relay)];
        do
        {
            await ComeAndGoAsync(relay);
            bytes.Add(Memory.Settled(relay));
            Assert.Equal(0, relay.Pool.Outstanding);
        }
        while (bytes[^1] > bytes[^2] * 1.1 && bytes.Count < MostRounds);

        Assert.True(bytes[^1] < bytes[^2] * 1.1, $"Bytes after each round: {string.Join(", ", bytes)}; {relay.Holdings}");
    }

    private static async Task ComeAndGoAsync(RelayTestHost relay)
    {
        for (var first = 0; first < PeerCount; first += Together)
        {
            await Task.WhenAll(Enumerable.Range(first, Together).Select(number => OpenAllAsync(relay, number)));
        }

        Assert.Equal(PeerCount, relay.ConnectionCount);
        await EventWait.UntilAsync(() => relay.SessionGrainCount == PeerCount * SessionCount, () => relay.Holdings);
        var number = 0;
        foreach (var peer in relay.TakePeers())
        {
            if (number++ % 2 == 0)
            {
                peer.Socket.Reset();
            }

            await peer.DisposeAsync();
        }

        await relay.WhenEmptyAsync();
    }

    // Half of the sessions wait for a reader; the others are for the peer before, which accepts every second.
    private static async Task OpenAllAsync(RelayTestHost relay, int number)
    {
        var peer = await relay.ConnectAsync(new PeerOptions { User = UserOf(number), Encoding = (WireEncoding)(number % 2) });
        peer.Intercept = received => received.Message.Body is HotlinkOpen open && AcceptEverySecond(peer, open);
        await peer.SendTogetherAsync(
            Enumerable.Range(0, SessionCount).SelectMany<int, Message>(i =>
            {
                var sessionId = SessionSteps.NewId();
                var path = i % 2 == 0 ? $"{UserOf(number)}/private/{i}/stream.tcp.request" : $"{Alice}/shared/{number}/{i}/stream.tcp.request";
                var to = i % 2 == 0 ? "" : UserOf(number - 1);
                return [new HotlinkOpen(sessionId, path, To: to), new HotlinkData(sessionId, 1, path, "", new byte[100])];
            }));
    }

    private static bool AcceptEverySecond(FakePeer peer, HotlinkOpen open)
    {
        if (open.Path.EndsWith("/1/stream.tcp.request", StringComparison.Ordinal) || open.Path.EndsWith("/5/stream.tcp.request", StringComparison.Ordinal))
        {
            _ = peer.SendAsync(new HotlinkAccept(open.SessionId));
        }

        return true;
    }

    private static string UserOf(int number) => $"user{number}@many.example";
}
